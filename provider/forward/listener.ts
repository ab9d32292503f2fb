import { once } from "node:events";
import { BlockList, createServer, type Server, type Socket } from "node:net";
import { type Duplex } from "node:stream";
import { type HostProcess } from "./endpoint-table";
import { proxyConnection } from "./proxy-connection";

/** The traffic of an endpoint since its forwarder started. */
export interface Traffic {
    /** The number of open connections. */
    connections: number;
    /** The number of connections accepted since the start. */
    accepted: number;
    bytesFromClients: number;
    bytesToClients: number;
    /** Why the last failed connection failed, and when. */
    lastError?: string;
    lastErrorAt?: string;
}

/**
 * Listens on this machine and carries each connection to the stream that `open` returns. The ports are bound once and
 * kept.
 */
export class Listener {
    private readonly sockets = new Set<Socket>();
    private readonly servers: Server[] = [];
    private readonly ended = { accepted: 0, bytesFromClients: 0, bytesToClients: 0 };
    private readonly allowed = new BlockList();
    private failure: Pick<Traffic, "lastError" | "lastErrorAt"> = {};

    constructor(
        private readonly open: () => Promise<Duplex>,
        private readonly failed: (error: Error) => void,
        private readonly answeredBy?: HostProcess,
    ) {
        for (const subnet of answeredBy?.subnets ?? []) {
            const [address = "", bits] = subnet.split("/");
            this.allowed.addSubnet(address, Number(bits));
        }
    }

    /** Listens on all addresses or on none. */
    async listen(port: number, addresses: string[]): Promise<void> {
        try {
            for (const host of addresses) {
                const server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true });
                server.on("connection", (socket) => void this.serve(socket));
                server.listen({ port, host, backlog: 1_024 });
                this.servers.push(server);
                await once(server, "listening");
                // After an error, such as too many open files, the server continues to listen.
                server.on("error", (error) => this.fail(error));
            }
        } catch (error) {
            this.close();
            throw error;
        }
    }

    get traffic(): Traffic {
        const open = [...this.sockets];
        return {
            connections: open.length,
            accepted: this.ended.accepted,
            bytesFromClients: open.reduce((sum, { bytesRead }) => sum + bytesRead, this.ended.bytesFromClients),
            bytesToClients: open.reduce((sum, { bytesWritten }) => sum + bytesWritten, this.ended.bytesToClients),
            ...this.failure,
        };
    }

    /** Frees the ports, and ends the connections. */
    close(): void {
        for (const server of this.servers) server.close();
        for (const socket of this.sockets) socket.resetAndDestroy();
    }

    private async serve(socket: Socket): Promise<void> {
        if (this.answeredBy && !this.allowed.check(socket.remoteAddress ?? "")) {
            socket.resetAndDestroy();
            return;
        }
        this.sockets.add(socket);
        this.ended.accepted++;
        socket.on("error", () => undefined);
        socket.once("close", () => {
            this.sockets.delete(socket);
            this.ended.bytesFromClients += socket.bytesRead;
            this.ended.bytesToClients += socket.bytesWritten;
        });
        try {
            const pod = await this.open();
            if (socket.destroyed) pod.destroy();
            else await proxyConnection(socket, pod, { holdsEndBack: !this.answeredBy });
        } catch (error) {
            socket.resetAndDestroy();
            this.fail(error as Error);
        }
    }

    private fail(error: Error): void {
        this.failure = { lastError: error.message, lastErrorAt: new Date().toISOString() };
        this.failed(error);
    }
}
