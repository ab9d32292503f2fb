import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { hostGateway } from "./docker";

/** A proxy for HTTPS that requires a login, records the requested hosts, and forwards all connections to one port. */
export class LoggingProxy {
    readonly asked: string[] = [];
    private readonly server: Server;
    private readonly sockets = new Set<Socket>();

    constructor(
        private readonly login: string,
        /** The port of this machine that serves all requests. */
        private readonly port: number,
    ) {
        this.server = createServer((request, response) => this.plain(request, response));
        this.server.on("connect", (request: IncomingMessage, socket: Socket) => this.tunnel(request, socket));
        this.server.on("connection", (socket: Socket) => {
            this.sockets.add(socket);
            socket.on("error", () => undefined).on("close", () => this.sockets.delete(socket));
        });
    }

    /** Starts the proxy. Returns its URL for containers. */
    async start(): Promise<string> {
        const address = await hostGateway();
        await new Promise<void>((resolve) => this.server.listen(0, address, resolve));
        return `http://${this.login}@host.docker.internal:${(this.server.address() as AddressInfo).port}`;
    }

    stop(): void {
        this.server.close();
        for (const socket of this.sockets) socket.destroy();
    }

    private tunnel(request: IncomingMessage, socket: Socket): void {
        this.asked.push(request.url ?? "");
        const expected = `Basic ${Buffer.from(this.login).toString("base64")}`;
        if (request.headers["proxy-authorization"] !== expected) {
            socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
            return;
        }
        const upstream = connect(this.port, "127.0.0.1", () => {
            socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
            upstream.pipe(socket).pipe(upstream);
        });
        upstream.on("error", () => socket.destroy());
        socket.on("close", () => upstream.destroy());
    }

    /** Refuses plain HTTP, which no test sends to the outside. */
    private plain(request: IncomingMessage, response: ServerResponse): void {
        this.asked.push(request.url ?? "");
        response.writeHead(502).end();
    }
}
