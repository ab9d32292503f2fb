import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";
import { Failure } from "../failure";
import { listeningProcess } from "../ports/listening-process";
import { redacted } from "../redaction/redacted";
import { type DashboardData } from "./data";
import { EventStream } from "./event-stream";
import { type PageFile } from "./page-files";
import { type ActionRequest, type Problem } from "./protocol";
import { judge } from "./request-guard";
import { Session } from "./session";

/** The most bytes of a request's body, which contains no more than an id and a word. */
const longestBody = 8_192;
/** The most event streams at once. A page has one for its resources and one for each log. */
const mostStreams = 32;
/** The most existing lines of a log that a page can ask for. */
const mostTail = 5_000;
const usualTail = 500;

const headers = {
    "Content-Security-Policy":
        "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
};

export interface ServedDashboard {
    /** The URL with the token. Whoever has it can do everything to the clusters that this user can. */
    url: string;
    port: number;
}

/** Serves a dashboard on this machine's loopback address until the signal aborts. */
export async function serveDashboard(
    data: DashboardData,
    page: Map<string, PageFile>,
    port: number,
    signal: AbortSignal,
): Promise<ServedDashboard> {
    const dashboard = new DashboardServer(data, page, signal);
    const server = createServer((request, response) => void dashboard.answer(request, response));
    server.maxConnections = 128;
    await listen(server, port);
    signal.addEventListener(
        "abort",
        () => {
            server.close();
            server.closeAllConnections();
        },
        { once: true },
    );
    dashboard.port = (server.address() as AddressInfo).port;
    return { url: `http://127.0.0.1:${dashboard.port}/?token=${dashboard.session.token}`, port: dashboard.port };
}

async function listen(server: Server, port: number): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    server.once("error", reject).once("listening", () => resolve(undefined));
    server.listen({ host: "127.0.0.1", port });
    try {
        await promise;
    } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        throw new Failure(`The dashboard cannot listen on port ${port} of 127.0.0.1.`, {
            why: code === "EADDRINUSE" ? `${await listeningProcess(port)} has it` : message,
            next: "choose another one with --port, or leave it out: then a free one is taken",
            cause: error,
        });
    }
}

class DashboardServer {
    readonly session = new Session();
    port = 0;
    private streams = 0;

    constructor(
        private readonly data: DashboardData,
        private readonly page: Map<string, PageFile>,
        private readonly signal: AbortSignal,
    ) {}

    async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
        response.on("error", () => undefined);
        for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
        try {
            const { method = "", url = "", headers: sent } = request;
            const verdict = judge({ method, url, headers: sent }, this.port, this.session);
            if (verdict.kind === "refused") refuse(request, response, verdict.status);
            else if (verdict.kind === "enters") this.enter(response, verdict.isFromElsewhere);
            else await this.serve(verdict.name, verdict.query, request, response);
        } catch (error) {
            answerProblem(response, 500, redacted((error as Error).message));
        }
    }

    private enter(response: ServerResponse, isFromElsewhere: boolean): void {
        const { base } = this.session;
        response.setHeader("Set-Cookie", this.session.cookie(this.port));
        if (!isFromElsewhere) {
            response.writeHead(303, { Location: base }).end();
            return;
        }
        // After a link from another site, a redirect would lose the cookie (SameSite=Strict). A page that refreshes
        // keeps it.
        response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
        response.end(`<!doctype html><meta http-equiv="refresh" content="0; url=${base}"><title>Dashboard</title>\n`);
    }

    private async serve(
        name: string,
        query: URLSearchParams,
        request: IncomingMessage,
        response: ServerResponse,
    ): Promise<void> {
        switch (name) {
            case "events":
                await this.stream(response, (stream) => this.data.follow(stream));
                break;
            case "logs":
                await this.sendLogs(query, response);
                break;
            case "details":
                await this.sendDetails(query.get("id") ?? "", response);
                break;
            case "actions":
                await this.act(request, response);
                break;
            default:
                this.sendFile(name === "" ? "index.html" : name, request, response);
        }
    }

    private async sendDetails(id: string, response: ServerResponse): Promise<void> {
        const details = await this.data.details(id);
        if (details) answerWith(response, 200, details);
        else answerProblem(response, 404, `${id} is gone`);
    }

    private async sendLogs(query: URLSearchParams, response: ServerResponse): Promise<void> {
        const id = query.get("id") ?? "";
        const tail = Math.min(mostTail, Math.max(0, Number(query.get("tail") ?? usualTail) || 0));
        const since = query.get("since") ?? undefined;
        if (!this.data.has(id)) answerProblem(response, 404, `${id} is gone`);
        else if (since !== undefined && Number.isNaN(Date.parse(since)))
            answerProblem(response, 400, "since is no time");
        else await this.stream(response, (stream) => this.data.followLogs(id, { tail, since }, stream));
    }

    private async stream(response: ServerResponse, follow: (stream: EventStream) => Promise<void>): Promise<void> {
        if (this.streams >= mostStreams) {
            answerProblem(response, 429, "too many pages are open");
            return;
        }
        this.streams += 1;
        const stream = new EventStream(response, this.signal);
        try {
            await follow(stream);
        } finally {
            this.streams -= 1;
            stream.end();
        }
    }

    private async act(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const text = await bodyOf(request);
        const { id, action } = actionIn(text ?? "");
        if (text === undefined) {
            response.setHeader("Connection", "close");
            answerProblem(response, 413, "that is too long");
        } else if (id === undefined || action === undefined) {
            answerProblem(response, 400, "that is no action");
        } else {
            const { status, answer } = await this.data.act(id, action);
            answerWith(response, status, answer);
        }
    }

    private sendFile(name: string, request: IncomingMessage, response: ServerResponse): void {
        const file = this.page.get(name);
        if (!file) {
            refuse(request, response, 404);
            return;
        }
        // Browsers must ask each time, since another version of the package has other files of the same names.
        response.setHeader("Cache-Control", "no-cache").setHeader("ETag", file.etag);
        if (request.headers["if-none-match"] === file.etag) {
            response.writeHead(304).end();
            return;
        }
        response.writeHead(200, { "Content-Type": file.type, "Content-Length": file.body.length }).end(file.body);
    }
}

/** Answers with a status and no body. Closes the connection of a request whose body is not read. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number): void {
    if (request.method !== "GET") response.setHeader("Connection", "close");
    response.writeHead(status, { "Content-Length": 0 }).end();
}

function answerWith(response: ServerResponse, status: number, body: object): void {
    if (response.headersSent) {
        response.end();
        return;
    }
    response.writeHead(status, { "Content-Type": "application/json; charset=utf-8" }).end(JSON.stringify(body));
}

function answerProblem(response: ServerResponse, status: number, problem: string): void {
    answerWith(response, status, { problem } satisfies Problem);
}

/** Returns the body of a request. Undefined if it is too long. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of request as AsyncIterable<Buffer>) {
        length += chunk.length;
        if (length > longestBody) return undefined;
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString();
}

function actionIn(text: string): Partial<ActionRequest> {
    try {
        const { id, action } = Object(JSON.parse(text)) as Record<string, unknown>;
        const isAction = action === "restart" || action === "stop" || action === "start";
        return typeof id === "string" && isAction ? { id, action } : {};
    } catch {
        return {};
    }
}
