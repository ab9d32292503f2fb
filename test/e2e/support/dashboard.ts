import { once } from "node:events";
import { get, type IncomingMessage, request } from "node:http";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import {
    type ActionRequest,
    type DashboardLine,
    type DeltaEvent,
    type Details,
    type Snapshot,
    type StackNote,
    type UsageEvent,
} from "../../../provider/dashboard/protocol";
import { type Resource } from "../../../provider/model/resource";
import { type Usage } from "../../../provider/model/usage";
import { startCommandLine } from "./command-line";

/** A running dashboard, and the data that its page has received. */
export class Dashboard {
    readonly there = new Map<string, Resource>();
    readonly gone: string[] = [];
    readonly notes: StackNote[] = [];
    readonly usages = new Map<string, Usage>();
    /** Everything that the dashboard has sent. */
    sent = "";
    private static readonly open = new Set<Dashboard>();

    private constructor(
        readonly url: string,
        private readonly cookie: string,
        private readonly base: string,
        private readonly process: ReturnType<typeof startCommandLine>,
    ) {}

    static async serve(folder: string, ...args: string[]): Promise<Dashboard> {
        const started = startCommandLine(folder, "dashboard", ...args);
        const first = once(createInterface({ input: started.child.stdout }), "line").then(([line]) => String(line));
        const url = await Promise.race([
            first,
            started.finished.then(({ stderr }) => Promise.reject(new Error(stderr))),
        ]);
        const { headers } = await answered(new URL(url), {});
        const cookie = headers["set-cookie"]?.[0]?.split(";", 1)[0] ?? "";
        const dashboard = new Dashboard(url, cookie, headers.location ?? "", started);
        this.open.add(dashboard);
        dashboard.stream("events", (event, data) => dashboard.take(event, data));
        return dashboard;
    }

    get note(): StackNote | undefined {
        return this.notes.at(-1);
    }

    async details(id: string): Promise<Details> {
        const response = await answered(this.at(`details?id=${encodeURIComponent(id)}`), this.headers);
        const body = await text(response);
        this.sent += body;
        return JSON.parse(body) as Details;
    }

    async act(asked: ActionRequest): Promise<{ status: number; body: unknown }> {
        const { origin } = new URL(this.url);
        const headers = { ...this.headers, origin, "content-type": "application/json" };
        const response = await answered(this.at("actions"), headers, JSON.stringify(asked));
        return { status: response.statusCode ?? 0, body: JSON.parse(await text(response)) };
    }

    /** Follows a log and collects its lines. */
    logs(id: string, tail = 100) {
        const lines: DashboardLine[] = [];
        const log = { lines, dropped: 0, isOver: false, close: () => undefined as unknown };
        log.close = this.stream(`logs?tail=${tail}&id=${encodeURIComponent(id)}`, (event, data) => {
            if (event === "lines") lines.push(...(data as { lines: DashboardLine[] }).lines);
            if (event === "dropped") log.dropped += (data as { count: number }).count;
            if (event === "end") log.isOver = true;
        });
        return log;
    }

    /** Stops the dashboards that failed tests left. */
    static async stopAll(): Promise<void> {
        await Promise.all([...this.open].map((dashboard) => dashboard.stop()));
    }

    /** Interrupts the dashboard and waits until it ends. */
    async stop(): Promise<{ code: number; stderr: string }> {
        Dashboard.open.delete(this);
        this.process.child.kill("SIGINT");
        return this.process.finished;
    }

    private get headers() {
        return { cookie: this.cookie };
    }

    private at(path: string): URL {
        return new URL(`${this.base}${path}`, this.url);
    }

    private take(event: string, data: unknown): void {
        if (event === "snapshot") {
            const { resources, stack } = data as Snapshot;
            this.there.clear();
            this.notes.push(stack);
            for (const resource of resources) this.there.set(resource.id, resource);
        }
        if (event === "delta") {
            const { upserts, deletes } = data as DeltaEvent;
            for (const resource of upserts) this.there.set(resource.id, resource);
            for (const id of deletes) this.there.delete(id);
            this.gone.push(...deletes);
        }
        if (event === "stack") this.notes.push(data as StackNote);
        if (event === "usage") for (const usage of (data as UsageEvent).usages) this.usages.set(usage.id, usage);
    }

    private stream(path: string, take: (event: string, data: unknown) => void): () => void {
        const asked = get(this.at(path), { headers: this.headers, agent: false }, (response) => {
            let event = "";
            const lines = createInterface({ input: response });
            // The stream ends with the dashboard.
            lines.on("error", () => undefined);
            response.on("error", () => undefined);
            lines.on("line", (line) => {
                this.sent += line;
                if (line.startsWith("event: ")) event = line.slice("event: ".length);
                if (line.startsWith("data: ")) take(event, JSON.parse(line.slice("data: ".length)));
            });
        });
        asked.on("error", () => undefined);
        return () => asked.destroy();
    }
}

async function answered(url: URL, headers: Record<string, string>, body?: string): Promise<IncomingMessage> {
    const asked = request(url, { method: body === undefined ? "GET" : "POST", headers, agent: false });
    asked.end(body);
    const [response] = (await once(asked, "response")) as [IncomingMessage];
    return response;
}
