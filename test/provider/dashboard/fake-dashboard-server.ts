import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import {
    type ActionRequest,
    type DashboardLine,
    type DeltaEvent,
    type Details,
    type Snapshot,
    type UsageEvent,
} from "../../../provider/dashboard/protocol";
import { type Resource } from "../../../provider/model/resource";

const types: Record<string, string> = {
    "index.html": "text/html; charset=utf-8",
    "app.js": "text/javascript",
    "app.css": "text/css",
    "icon.svg": "image/svg+xml",
};

/**
 * A fake of the dashboard's server that sends what a test gives it, for states that no cluster has on demand. It checks
 * no token, of which the page knows nothing.
 */
export class FakeDashboardServer {
    /** The actions that the page has requested. */
    readonly asked: ActionRequest[] = [];
    /** The answer to a requested action. */
    answer: { status: number; body: unknown } = { status: 200, body: { done: [] } };
    /** Whether it refuses all requests. */
    isRefusing = false;
    logTail: DashboardLine[] = [];
    private readonly streams = new Set<ServerResponse>();
    private readonly logs = new Set<ServerResponse>();
    private server: Server | undefined;
    private port = 0;

    constructor(
        private readonly page: string,
        public snapshot: Snapshot,
        private readonly detailsOf: (resource: Resource) => Partial<Details> = () => ({}),
    ) {}

    /** Starts it. Returns the page's address, which stays the same when it is started again. */
    async start(): Promise<string> {
        const server = createServer((request, response) => void this.serve(request, response));
        this.server = server;
        await new Promise<void>((resolve) => server.listen(this.port, "127.0.0.1", resolve));
        ({ port: this.port } = server.address() as AddressInfo);
        return `http://127.0.0.1:${this.port}/page/`;
    }

    async stop(): Promise<void> {
        const { server } = this;
        await new Promise((resolve) => {
            server?.close(resolve);
            server?.closeAllConnections();
        });
        this.streams.clear();
        this.logs.clear();
    }

    /** Changes the resources, and sends the delta to all clients. */
    change(delta: DeltaEvent): void {
        const left = this.snapshot.resources.filter(
            ({ id }) => !delta.deletes.includes(id) && !delta.upserts.some((each) => each.id === id),
        );
        this.snapshot = { ...this.snapshot, resources: [...left, ...delta.upserts] };
        this.tell("delta", delta);
    }

    note(stack: Snapshot["stack"]): void {
        this.snapshot = { ...this.snapshot, stack };
        this.tell("stack", stack);
    }

    measure(usage: UsageEvent): void {
        this.tell("usage", usage);
    }

    /** Sends an event to all followed logs. Returns their number. */
    log(event: "lines" | "dropped" | "told" | "end", data: unknown): number {
        for (const stream of this.logs) send(stream, event, data);
        return this.logs.size;
    }

    get followed(): number {
        return this.logs.size;
    }

    private tell(event: string, data: unknown): void {
        for (const stream of this.streams) send(stream, event, data);
    }

    private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
        const path = pathname.replace(/^\/page\//, "") || "index.html";
        response.setHeader("content-security-policy", "default-src 'self'; base-uri 'none'; frame-ancestors 'none'");
        response.setHeader("x-content-type-options", "nosniff");
        const id = searchParams.get("id") ?? "";
        const json = (status: number, body: unknown) =>
            response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
        if (this.isRefusing) return void json(403, { problem: "open the address that the command prints" });
        if (types[path] !== undefined) {
            response.setHeader("content-type", types[path]);
            return void response.end(readFileSync(join(this.page, path)));
        }
        if (path === "events") {
            this.open(response, this.streams);
            send(response, "snapshot", this.snapshot);
        } else if (path === "logs") {
            this.open(response, this.logs);
            if (!searchParams.has("since")) send(response, "lines", { lines: this.logTail });
        } else if (path === "details") {
            const resource = this.snapshot.resources.find((each) => each.id === id);
            if (!resource) return void json(404, { problem: "there is nothing of that name" });
            json(200, { resource, events: [], facts: [], problems: [], ...this.detailsOf(resource) } satisfies Details);
        } else if (path === "actions" && request.method === "POST") {
            this.asked.push(JSON.parse(await text(request)) as ActionRequest);
            json(this.answer.status, this.answer.body);
        } else json(404, { problem: `there is no ${path}` });
    }

    private open(response: ServerResponse, streams: Set<ServerResponse>): void {
        response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
        response.flushHeaders();
        streams.add(response);
        response.on("close", () => streams.delete(response));
    }
}

function send(stream: ServerResponse, event: string, data: unknown): void {
    stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
