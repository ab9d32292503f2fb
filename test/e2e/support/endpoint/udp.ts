import { createSocket } from "node:dgram";
import { once } from "node:events";
import { type Address } from "./connection";

/** What a server that sends datagrams back makes of one. */
export async function udpEcho({ host, port }: Address, message: string): Promise<string> {
    const socket = createSocket("udp4");
    socket.send(message, port, host);
    try {
        const [answer] = (await once(socket, "message", { signal: AbortSignal.timeout(5_000) })) as [Buffer];
        return answer.toString();
    } finally {
        socket.close();
    }
}
