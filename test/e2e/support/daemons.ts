import { createServer as createHttpServer } from "node:http";
import { connect, createServer, type Server, type Socket } from "node:net";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A server on a socket in place of the expected Docker daemon. */
export interface FakeDaemon {
    /** The address in the form of `DOCKER_HOST`. */
    host: string;
    socket: string;
    close(): Promise<void>;
}

/** Accepts connections and never answers, like a daemon that hangs. */
export function silentDaemon(): Promise<FakeDaemon> {
    return listen(createServer());
}

/** A daemon that works, but is not the one that the stack was created on. */
export function otherDaemon(): Promise<FakeDaemon> {
    return listen(
        createHttpServer((request, response) => {
            const isInfo = request.url?.endsWith("/info");
            response.setHeader("content-type", "application/json");
            response.end(isInfo ? JSON.stringify({ ID: "ANOTHER-DAEMON", Name: "elsewhere" }) : "{}");
        }),
    );
}

/** A socket of its own that leads to the tests' daemon. A test decides whether it answers. */
export interface RelayedDaemon extends FakeDaemon {
    /** Accepts new connections but never answers, and closes the existing ones. */
    fallSilent(): void;
    /** Accepts no connections from now on. */
    goAway(): Promise<void>;
    comeBack(): Promise<void>;
}

/**
 * @param name the socket's name, the same in each run, so that the next run can destroy what a killed run left.
 */
export async function relayedDaemon(name: string): Promise<RelayedDaemon> {
    const daemonSocket = process.env.DOCKER_HOST?.replace(/^unix:\/\//, "") ?? "/var/run/docker.sock";
    let isSilent = false;
    const server = createServer((client) => {
        client.on("error", () => undefined); // the client has gone
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
    // Everybody can enter the folder: the socket's own mode decides about access.
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
