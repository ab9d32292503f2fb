import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** The loopback addresses: a process that listens on `localhost` may have either. */
const loopbacks = ["127.0.0.1", "::1"];

/** Connects to a process on this machine. */
export async function connectProcess(port: number): Promise<Socket> {
    for (const host of loopbacks) {
        const socket = connect({ host, port, allowHalfOpen: true, noDelay: true });
        const error = await once(socket, "connect").then(
            () => undefined,
            (failed: unknown) => failed as NodeJS.ErrnoException,
        );
        if (!error) return socket;
    }
    throw new Error(`nothing listens on port ${port} of this machine's loopback address`);
}
