import { createSocket } from "node:dgram";
import { once } from "node:events";
import { type Address } from "./connection";

/**
 * Returns the answer of a server that returns datagrams. Sends the message repeatedly, because a datagram may be lost.
 */
export async function udpEcho({ host, port }: Address, message: string): Promise<string> {
    const socket = createSocket("udp4");
    const send = () => socket.send(message, port, host);
    const again = setInterval(send, 1_000);
    send();
    try {
        const [answer] = (await once(socket, "message", { signal: AbortSignal.timeout(20_000) })) as [Buffer];
        return answer.toString();
    } finally {
        clearInterval(again);
        socket.close();
    }
}
