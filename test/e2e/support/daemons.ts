import { createServer as createHttpServer } from "node:http";
import { connect, createServer, type Server, type Socket } from "node:net";
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

/** The tests' own daemon behind a socket of its own, which a test can have it answer on or not. */
export interface RelayedDaemon extends FakeDaemon {
    /** Takes connections from now on, and never says a word; those that are there end. */
    fallSilent(): void;
    /** Takes no connection from now on. */
    goAway(): Promise<void>;
    comeBack(): Promise<void>;
}

/**
 * @param name names the socket, the same each time: what a run that was killed left is destroyed by it.
 */
export async function relayedDaemon(name: string): Promise<RelayedDaemon> {
    const daemonSocket = process.env.DOCKER_HOST?.replace(/^unix:\/\//, "") ?? "/var/run/docker.sock";
    let isSilent = false;
    const server = createServer((client) => {
        client.on("error", () => undefined); // it went
        if (isSilent) return;
        const daemon = connect(daemonSocket);
        daemon.on("error", () => client.destroy());
        client.pipe(daemon).pipe(client);
        client.on("close", () => daemon.destroy());
        daemon.on("close", () => client.destroy());
    });
    const connections = new Set<Socket>();
    server.on("connection", (connection: Socket) => connections.add(connection));
    const endConnections = () => {
        for (const connection of connections) connection.destroy();
        connections.clear();
    };
    const socket = join(tmpdir(), `pulumi-k3s-${name}.sock`);
    rmSync(socket, { force: true });
    const open = () => new Promise<void>((resolve) => server.listen(socket, resolve));
    await open();
    return {
        host: `unix://${socket}`,
        socket,
        close: async () => {
            endConnections();
            await new Promise((resolve) => server.close(resolve));
        },
        fallSilent: () => {
            isSilent = true;
            endConnections();
        },
        goAway: async () => {
            const closed = new Promise((resolve) => server.close(resolve));
            endConnections();
            await closed;
        },
        comeBack: async () => {
            isSilent = false;
            endConnections();
            if (!server.listening) await open();
        },
    };
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
