import { connect } from "node:net";

const patienceMs = 1_000;

/** Whether somebody takes connections at the address of a URL. */
export function isOpen(url: string): Promise<boolean> {
    const { hostname, port } = new URL(url);
    return new Promise((resolve) => {
        const socket = connect({ host: hostname.replace(/^\[|\]$/g, ""), port: Number(port), timeout: patienceMs });
        const settle = (open: boolean) => {
            socket.destroy();
            resolve(open);
        };
        socket.once("connect", () => settle(true));
        socket.once("timeout", () => settle(false));
        socket.once("error", () => settle(false));
    });
}
