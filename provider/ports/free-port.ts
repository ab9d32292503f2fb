import { randomInt } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:net";
import { isListenedOn } from "./listening-process";

const loopback = "127.0.0.1";

/**
 * The range is below the ports that Linux, macOS and Windows use for outgoing connections by default, because some time
 * passes until something listens on a chosen port, and below Kubernetes' node ports.
 */
export const chosenPorts = { first: 20_000, last: 29_999 };
const attempts = 1_000;
/** The ports chosen by this process: it may take a while until something listens on them. */
const chosen = new Set<string>();

/** Returns a port of the loopback address that is free now, and that was not chosen before. */
export async function choosePort(protocol: "tcp" | "udp"): Promise<number> {
    const { first, last } = chosenPorts;
    for (let attempt = 0; attempt < attempts; attempt++) {
        const port = randomInt(first, last + 1);
        const key = `${port}/${protocol}`;
        if (chosen.has(key)) continue;
        // Reserved before the check, because others choose ports meanwhile.
        chosen.add(key);
        if (!(await portTaken(port, protocol))) return port;
        chosen.delete(key);
    }
    throw new Error(`no free port was found from ${first} to ${last} on this machine`);
}

/** Reports whether something listens on a port of the loopback address. */
export async function portTaken(port: number, protocol: "tcp" | "udp"): Promise<boolean> {
    const code = await refusal(port, protocol);
    // Docker may publish ports on which this user may not listen, so only the system's list of sockets tells.
    return code === "EACCES" ? isListenedOn(port, protocol) : code !== undefined;
}

/** Reports whether this user may not listen on a port: below 1024 only root may. */
export async function portForbidden(port: number, protocol: "tcp" | "udp"): Promise<boolean> {
    return (await refusal(port, protocol)) === "EACCES";
}

/** Returns why the port cannot be bound now. */
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
