import { createServer, type Server, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";
import { type Duplex } from "node:stream";
import { inflateRawSync, constants } from "node:zlib";
import { createWebSocketStream, WebSocketServer } from "ws";
import { data, rstStream } from "../../../provider/forward/spdy/frames";

/** The kubelet's end of a pair of streams, for faults that no real kubelet has on demand. */
export interface FakePort {
    send(bytes: Buffer | string, isLast?: boolean): void;
    /** Sends on the error stream why the port cannot be forwarded, and ends both streams. */
    refuse(why: string): void;
    /** Ends both streams, as a kubelet does after the last byte. */
    finish(): void;
    reset(): void;
    received: Buffer[];
    hasEnded: boolean;
    onData?: (bytes: Buffer) => void;
}

export interface FakeApiServer {
    url: string;
    kubeconfig: string;
    /** The kind of transport of each connection so far. */
    connections: ("websocket" | "upgrade")[];
    /** The transports themselves, so that a test can break them. */
    transports: Duplex[];
    /** The Authorization header of each request for a transport. */
    authorizations: (string | undefined)[];
    /** Answers everything with this status from now on; undefined ends that. */
    refuse(status: number | undefined): void;
    close(): void;
}

interface Options {
    knowsWebSocket?: boolean;
    /** The status of every answer. */
    status?: number;
    /** The number of pods of the Service `web` in each namespace. */
    pods?: number;
    /** The requests that it accepts and never answers. */
    hangsOn?: "lists" | "upgrades";
    /** A port on which it never answers. */
    isSilentOn?: number;
    serve: (port: number, stream: FakePort) => void;
}

/** Starts a fake API server that forwards ports as Kubernetes does. It has only the parts that a forward uses. */
export async function fakeApiServer(options: Options): Promise<FakeApiServer> {
    const { knowsWebSocket = true, pods = 1, hangsOn, ...pod } = options;
    let { status } = options;
    const fake = {
        connections: [] as ("websocket" | "upgrade")[],
        transports: [] as Duplex[],
        authorizations: [] as (string | undefined)[],
    };
    const server: Server = createServer(({ method, url = "" }, response) => {
        if (status === undefined && method === "GET") {
            if (hangsOn !== "lists") list(new URL(url, "http://fake"), pods, response);
            return;
        }
        response.writeHead(status ?? 400, { "content-type": "application/json" });
        response.end(JSON.stringify({ kind: "Status", message: `refused with ${status ?? 400}` }));
    });
    const webSockets = new WebSocketServer({ noServer: true });
    server.on("upgrade", (request, socket, head) => {
        fake.authorizations.push(request.headers.authorization);
        const isWebSocket = request.headers.upgrade === "websocket";
        if (hangsOn === "upgrades") {
            fake.transports.push(socket.on("error", () => undefined).resume());
        } else if (status !== undefined || (isWebSocket && !knowsWebSocket)) {
            const body = JSON.stringify({ message: `refused with ${status ?? 400}` });
            socket.end(`HTTP/1.1 ${status ?? 400} No\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
        } else if (isWebSocket) {
            // ws does not allow a slash in a subprotocol, so this code negotiates it.
            const { "sec-websocket-protocol": subprotocol, ...headers } = request.headers;
            request.headers = headers;
            webSockets.once("headers", (lines) => lines.push(`Sec-WebSocket-Protocol: ${subprotocol ?? ""}`));
            webSockets.handleUpgrade(request, socket, head, (webSocket) => {
                accept("websocket", createWebSocketStream(webSocket));
            });
        } else {
            socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: SPDY/3.1\r\n\r\n");
            accept("upgrade", socket);
        }
    });
    const accept = (kind: "websocket" | "upgrade", transport: Duplex) => {
        fake.connections.push(kind);
        fake.transports.push(transport);
        transport.on("error", () => undefined);
        serveSpdy(transport, pod);
    };
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const close = () => {
        for (const transport of fake.transports) transport.destroy();
        server.closeAllConnections();
        server.close();
    };
    const refuse = (refusal: number | undefined) => {
        status = refusal;
        // A watch sees the new status only when it is requested again.
        server.closeAllConnections();
    };
    return { ...fake, url, kubeconfig: kubeconfigFor(url), refuse, close };
}

/** Lists a Service and its pods in any namespace. A watch sends nothing and does not end. */
function list({ pathname, searchParams }: URL, pods: number, response: ServerResponse): void {
    response.writeHead(200, { "content-type": "application/json" });
    if (searchParams.has("watch")) {
        response.flushHeaders();
        return;
    }
    const [, namespace] = /namespaces\/([^/]+)\//.exec(pathname) ?? [];
    const metadata = { namespace, name: "web" };
    const targets = Array.from({ length: pods }, (_, index) => ({ kind: "Pod", namespace, name: `web-${index}` }));
    const endpoints = targets.map((targetRef) => ({ addresses: ["10.42.0.1"], targetRef }));
    const item = pathname.endsWith("/services")
        ? { metadata, spec: { clusterIP: "10.43.0.1", ports: [{ port: 80 }] } }
        : { metadata, ports: [{ port: 8_080 }], endpoints };
    response.end(JSON.stringify({ metadata: { resourceVersion: "1" }, items: [item] }));
}

export function kubeconfigFor(server: string, user: object = {}): string {
    return JSON.stringify({
        clusters: [{ name: "c", cluster: { server, "insecure-skip-tls-verify": true } }],
        users: [{ name: "u", user }],
        contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
        "current-context": "x",
    });
}

/** Serves the server's side of SPDY/3.1. Written independently of the product's code, from the offsets in the draft. */
function serveSpdy(transport: Duplex, { serve, isSilentOn }: Pick<Options, "serve" | "isSilentOn">): void {
    let rest = Buffer.alloc(0);
    let headerBlocks = Buffer.alloc(0);
    let known = 0;
    const ports = new Map<number, FakePort>();
    const errors = new Map<string, number>();
    transport.on("data", (chunk: Buffer) => {
        rest = Buffer.concat([rest, chunk]);
        while (rest.length >= 8 && rest.length >= 8 + rest.readUIntBE(5, 3)) {
            const length = 8 + rest.readUIntBE(5, 3);
            handle(rest.subarray(0, length));
            rest = rest.subarray(length);
        }
    });

    function handle(frame: Buffer): void {
        const isLast = (frame.readUInt8(4) & 1) === 1;
        const word = frame.readUInt32BE(0);
        if (word < 0x8000_0000) {
            receive(ports.get(word), frame.subarray(8), isLast);
        } else if ((word & 0xffff) === 1) {
            open(frame.readUInt32BE(8), headersOf(frame.subarray(18)));
        } else if ((word & 0xffff) === 6) {
            transport.write(frame);
        }
    }

    /**
     * Reads the headers of a block. All blocks are one zlib stream: the text of this block follows that of the earlier
     * ones.
     */
    function headersOf(block: Buffer): Map<string, string> {
        headerBlocks = Buffer.concat([headerBlocks, block]);
        const text = inflateRawSync(headerBlocks.subarray(6), { finishFlush: constants.Z_SYNC_FLUSH });
        const fresh = text.subarray(known);
        known = text.length;
        let offset = 4;
        const next = () => {
            const length = fresh.readUInt32BE(offset);
            offset += 4 + length;
            return fresh.subarray(offset - length, offset).toString();
        };
        return new Map(Array.from({ length: fresh.readUInt32BE(0) }, () => [next(), next()] as const));
    }

    function open(id: number, headers: Map<string, string>): void {
        const request = headers.get("requestid") ?? "";
        if (headers.get("streamtype") === "error") {
            errors.set(request, id);
            return;
        }
        const error = errors.get(request) ?? 0;
        const send = (stream: number, bytes: Buffer | string, isLast: boolean) =>
            transport.write(Buffer.concat(data(stream, Buffer.from(bytes), isLast)));
        const port: FakePort = {
            received: [],
            hasEnded: false,
            send: (bytes, isLast = false) => send(id, bytes, isLast),
            refuse: (why) => {
                // containerd ends the streams in this order.
                send(id, "", true);
                send(error, why, true);
            },
            finish: () => {
                send(id, "", true);
                send(error, "", true);
            },
            reset: () => transport.write(rstStream(id)),
        };
        if (headers.get("port") === String(isSilentOn)) return;
        transport.write(reply(id));
        ports.set(id, port);
        serve(Number(headers.get("port")), port);
    }

    /** Builds a SYN_REPLY of version 3, with an empty block of headers, which nobody reads. */
    function reply(id: number): Buffer {
        const frame = Buffer.from("8003000200000004ffffffff", "hex");
        frame.writeUInt32BE(id, 8);
        return frame;
    }

    function receive(port: FakePort | undefined, bytes: Buffer, isLast: boolean): void {
        if (!port) return;
        port.received.push(Buffer.from(bytes));
        port.hasEnded ||= isLast;
        port.onData?.(bytes);
    }
}
