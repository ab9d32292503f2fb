import { createHash } from "node:crypto";
import { type IncomingMessage } from "node:http";
import { type RequestOptions as HttpsOptions } from "node:https";
import { text } from "node:stream/consumers";
import { unlessAborted } from "../deadline";
import { type Method, type Query, type RequestOptions, type StreamingApi, type WatchEvent } from "./api";
import { parseJson } from "../parse-json";
import { linesOf } from "../lines-of";
import { ApiError, connectionError } from "./errors";
import { exchange } from "./exchange";
import { type ApiServerAccess } from "./access/api-server-access";
import { parseKubeconfig } from "./access/parse-kubeconfig";

const requestTimeoutMs = 10_000;
const clients = new Map<string, Promise<StreamingApi>>();

/**
 * Returns a client for a kubeconfig's text, never for the machine's own kubeconfig. There is one client for each text,
 * which keeps its connections.
 */
export function connectKubernetes(kubeconfig: string): Promise<StreamingApi> {
    const key = createHash("sha256").update(kubeconfig).digest("hex");
    const client = clients.get(key) ?? parseKubeconfig(kubeconfig).then((access) => new Client(access));
    clients.set(key, client);
    return client;
}

class Client implements StreamingApi {
    private credentials: Promise<HttpsOptions> | undefined;

    constructor(private readonly access: ApiServerAccess) {}

    get server(): string {
        return this.access.server;
    }

    private get answer(): string {
        return `the answer of ${this.server}`;
    }

    async request<Body>(method: Method, path: string, options: RequestOptions = {}): Promise<Body> {
        const { signal: given, timeoutMs = requestTimeoutMs } = options;
        const timeout = AbortSignal.timeout(timeoutMs);
        const signal = AbortSignal.any([...(given ? [given] : []), timeout]);
        const { response, body } = await this.answered({ given, timeout }, async () => {
            const response = await this.send(method, path, { ...options, signal });
            return { response, body: await text(response) };
        });
        return (isJson(response) ? parseJson(body, this.answer) : body) as Body;
    }

    async *watch<Item>(
        path: string,
        query: Query,
        signal: AbortSignal,
        accept?: string,
    ): AsyncGenerator<WatchEvent<Item>> {
        const events = this.received(path, { query: { ...query, watch: "true" }, signal, accept }, signal);
        for await (const event of events) yield parseJson(event, this.answer) as WatchEvent<Item>;
    }

    lines(path: string, query: Query, signal: AbortSignal): AsyncGenerator<string> {
        return this.received(path, { query, signal, accept: "*/*" }, signal);
    }

    private async *received(path: string, asked: RequestOptions, signal: AbortSignal): AsyncGenerator<string> {
        const response = await this.answered({ given: signal }, () => this.send("GET", path, asked));
        const lines = linesOf(response);
        try {
            for (;;) {
                const { done, value } = await this.answered({ given: signal }, () => lines.next());
                if (done) return;
                yield value;
            }
        } finally {
            response.destroy();
        }
    }

    private async send(method: Method, path: string, options: RequestOptions): Promise<IncomingMessage> {
        const { query = {}, body, contentType = "application/json", accept, signal } = options;
        const url = new URL(`${this.server}${path}`);
        for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
        const sent = body === undefined ? undefined : { type: contentType, text: JSON.stringify(body) };
        const ask = async (fetched: Promise<HttpsOptions>) => {
            // A credential plugin takes no signal.
            const credentials = await (signal ? unlessAborted(fetched, signal) : fetched);
            return exchange({ method, url, credentials, body: sent, accept, signal });
        };
        const known = this.credentialsAfter(undefined);
        let response = await ask(known);
        if (response.statusCode === 401) {
            // The token may have expired since it was fetched.
            response.resume();
            response = await ask(this.credentialsAfter(known));
        }
        const status = response.statusCode ?? 0;
        if (status < 400) return response;
        throw await refusal(status, response);
    }

    /** Returns the credentials. They are fetched once for all requests, and again when they are refused. */
    private credentialsAfter(refused: Promise<HttpsOptions> | undefined): Promise<HttpsOptions> {
        if (this.credentials && this.credentials !== refused) return this.credentials;
        const fetched = this.access.credentials({ anew: refused !== undefined });
        this.credentials = fetched;
        fetched.catch(() => {
            if (this.credentials === fetched) this.credentials = undefined;
        });
        return fetched;
    }

    /**
     * Runs a request and names the reason when there is no answer: the caller's signal, the timeout, or the error of
     * the connection.
     */
    private async answered<Answer>(
        { given, timeout }: { given?: AbortSignal; timeout?: AbortSignal },
        ask: () => Promise<Answer>,
    ): Promise<Answer> {
        try {
            return await ask();
        } catch (error) {
            given?.throwIfAborted();
            if (error instanceof ApiError) throw error;
            throw connectionError(this.server, timeout?.aborted ? timeout.reason : error);
        }
    }
}

function isJson(response: IncomingMessage): boolean {
    return response.headers["content-type"]?.startsWith("application/json") ?? false;
}

async function refusal(status: number, response: IncomingMessage): Promise<ApiError> {
    const body = await text(response).catch(() => "");
    return new ApiError(status, messageIn(response, body) ?? `HTTP status ${status}`);
}

function messageIn(response: IncomingMessage, body: string): string | undefined {
    if (!isJson(response)) return body.trim();
    try {
        return (JSON.parse(body) as { message?: string } | null)?.message;
    } catch {
        return undefined;
    }
}
