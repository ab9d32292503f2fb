import { connect } from "node:net";

/** How soon a plugin notices that the engine is gone. */
const interval = 5_000;

/**
 * Ends this process when Pulumi's engine is gone. A killed engine does not end its plugins, which would stay for ever.
 */
export function endWithEngine(address: string): void {
    const [, host = "", port = ""] = /^(.*):(\d+)$/.exec(address) ?? [];
    setInterval(() => {
        const connection = connect({ host, port: Number(port) });
        connection.on("connect", () => connection.destroy());
        connection.on("error", (error: NodeJS.ErrnoException) => {
            if (error.code === "ECONNREFUSED") process.exit(1);
        });
    }, interval).unref();
}
