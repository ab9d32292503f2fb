import { createServer as createHttpServer } from "node:http";
import { createServer, type Server, type Socket } from "node:net";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Something on a socket that is not the daemon one hopes for. */
export interface FakeDaemon {
    /** As `DOCKER_HOST` names it. */
    host: string;
    socket: string;
    close(): Promise<void>;
}

/** Takes connections and never says a word, as a daemon that hangs. */
export function silentDaemon(): Promise<FakeDaemon> {
    return listen(createServer());
}

/** A daemon that is well, but not the one that the stack was made on. */
export function otherDaemon(): Promise<FakeDaemon> {
    return listen(
        createHttpServer((request, response) => {
            const isInfo = request.url?.endsWith("/info");
            response.setHeader("content-type", "application/json");
            response.end(isInfo ? JSON.stringify({ ID: "ANOTHER-DAEMON", Name: "elsewhere" }) : "{}");
        }),
    );
}

async function listen(server: Server): Promise<FakeDaemon> {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-k3s-daemon-"));
    // The folder lets everybody through: the socket's own mode is what counts.
    chmodSync(folder, 0o755);
    const socket = join(folder, "docker.sock");
    const connections = new Set<Socket>();
    server.on("connection", (connection: Socket) => connections.add(connection));
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    return {
        host: `unix://${socket}`,
        socket,
        close: async () => {
            for (const connection of connections) connection.destroy();
            await new Promise((resolve) => server.close(resolve));
            rmSync(folder, { recursive: true, force: true });
        },
    };
}
