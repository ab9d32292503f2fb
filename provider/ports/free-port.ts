import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:net";

const loopback = "127.0.0.1";

/** A port on the loopback address that nothing listens on now. */
export function choosePort(protocol: "tcp" | "udp"): Promise<number> {
    return bind(0, protocol);
}

/** Whether something listens on a port of the loopback address. */
export async function portTaken(port: number, protocol: "tcp" | "udp"): Promise<boolean> {
    try {
        await bind(port, protocol);
        return false;
    } catch (error) {
        if ((error as { code?: string }).code === "EADDRINUSE") return true;
        throw error;
    }
}

async function bind(port: number, protocol: "tcp" | "udp"): Promise<number> {
    if (protocol === "udp") {
        const socket = createSocket("udp4");
        socket.bind(port, loopback);
        await once(socket, "listening");
        const chosen = socket.address().port;
        socket.close();
        return chosen;
    }
    const server = createServer();
    server.listen(port, loopback);
    await once(server, "listening");
    const address = server.address();
    server.close();
    await once(server, "close");
    return typeof address === "object" && address ? address.port : port;
}
