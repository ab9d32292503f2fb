import { randomInt } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:net";
import { isListenedOn } from "./listening-process";

const loopback = "127.0.0.1";

/**
 * Below what Linux, macOS and Windows give to outgoing connections by default, because moments pass until it is listened on; and
 * below Kubernetes' node ports.
 */
export const chosenPorts = { first: 20_000, last: 29_999 };
const attempts = 1_000;
/** In this process: it may be a while until something listens there. */
const chosen = new Set<string>();

/** A port on the loopback address that nothing listens on now, and that was not chosen before. */
export async function choosePort(protocol: "tcp" | "udp"): Promise<number> {
    const { first, last } = chosenPorts;
    for (let attempt = 0; attempt < attempts; attempt++) {
        const port = randomInt(first, last + 1);
        const key = `${port}/${protocol}`;
        if (chosen.has(key)) continue;
        // Before the look, during which others choose.
        chosen.add(key);
        if (!(await portTaken(port, protocol))) return port;
        chosen.delete(key);
    }
    throw new Error(`no free port was found from ${first} to ${last} on this machine`);
}

/** Whether something listens on a port of the loopback address. */
export async function portTaken(port: number, protocol: "tcp" | "udp"): Promise<boolean> {
    const code = await refusal(port, protocol);
    // Docker may publish where this user may not listen, so there only what the system tells counts.
    return code === "EACCES" ? isListenedOn(port, protocol) : code !== undefined;
}

/** Whether this user has no right to listen on a port: below 1024 that is root's. */
export async function portForbidden(port: number, protocol: "tcp" | "udp"): Promise<boolean> {
    return (await refusal(port, protocol)) === "EACCES";
}

/** Why nothing can be bound there now. */
async function refusal(port: number, protocol: "tcp" | "udp"): Promise<"EADDRINUSE" | "EACCES" | undefined> {
    try {
        await bind(port, protocol);
        return undefined;
    } catch (error) {
        const { code } = error as { code?: string };
        if (code === "EADDRINUSE" || code === "EACCES") return code;
        throw error;
    }
}

async function bind(port: number, protocol: "tcp" | "udp"): Promise<void> {
    if (protocol === "udp") {
        const socket = createSocket("udp4");
        socket.bind(port, loopback);
        await once(socket, "listening");
        socket.close();
        return;
    }
    const server = createServer();
    server.listen(port, loopback);
    await once(server, "listening");
    server.close();
    await once(server, "close");
}
