import { createHash } from "node:crypto";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { type ReadableStream } from "node:stream/web";
import type { KubeConfig, RequestContext, ResponseContext } from "@kubernetes/client-node";
import { type Api, type Method, type Query, type RequestOptions, type WatchEvent } from "./api";
import { ApiError, connectionError } from "./errors";
import { parseKubeconfig } from "./kubeconfig";

type Library = typeof import("@kubernetes/client-node");

const requestTimeoutMs = 10_000;
const clients = new Map<string, Promise<Api>>();

/** A client from the text of a kubeconfig alone, never from the machine's own; one for each text, connections kept. */
export function connectKubernetes(kubeconfig: string): Promise<Api> {
    const key = createHash("sha256").update(kubeconfig).digest("hex");
    const client = clients.get(key) ?? createClient(kubeconfig);
    clients.set(key, client);
    return client;
}

async function createClient(kubeconfig: string): Promise<Api> {
    const { config, server } = await parseKubeconfig(kubeconfig);
    return new Client(await import("@kubernetes/client-node"), config, server);
}

class Client implements Api {
    private authenticated: Promise<RequestContext> | undefined;

    constructor(
        private readonly library: Library,
        private readonly config: KubeConfig,
        readonly server: string,
    ) {}

    async request<Body>(method: Method, path: string, options: RequestOptions = {}): Promise<Body> {
        const response = await this.send(method, path, options);
        const text = await this.answered(() => response.body.text(), options.signal);
        return (isJson(response) ? JSON.parse(text) : text) as Body;
    }

    async *watch<Item>(path: string, query: Query, signal: AbortSignal): AsyncGenerator<WatchEvent<Item>> {
        const opened = await this.send("GET", path, {
            query: { ...query, watch: "true" },
            signal,
            timeoutMs: Infinity,
        });
        const body = opened.body.stream();
        if (!body) return;
        const lines = createInterface(Readable.fromWeb(body as ReadableStream, { signal }));
        try {
            for await (const line of lines) yield JSON.parse(line) as WatchEvent<Item>;
        } catch (error) {
            signal.throwIfAborted();
            throw connectionError(this.server, error);
        }
    }

    private async send(method: Method, path: string, options: RequestOptions): Promise<ResponseContext> {
        const response = await this.sendOnce(method, path, options);
        if (response.httpStatusCode < 400) return response;
        // A token may have expired since it was fetched.
        if (response.httpStatusCode === 401) this.authenticated = undefined;
        throw await refusal(response);
    }

    private async sendOnce(method: Method, path: string, options: RequestOptions): Promise<ResponseContext> {
        const { query = {}, body, contentType = "application/json", signal, timeoutMs = requestTimeoutMs } = options;
        const context = await this.context(method, path);
        for (const [name, value] of Object.entries(query)) context.setQueryParam(name, value);
        if (body !== undefined) {
            context.setHeaderParam("Content-Type", contentType);
            context.setBody(JSON.stringify(body));
        }
        const timeout = timeoutMs === Infinity ? [] : [AbortSignal.timeout(timeoutMs)];
        context.setSignal(AbortSignal.any([...(signal ? [signal] : []), ...timeout]));
        const { httpApi } = this.library.createConfiguration();
        return this.answered(() => httpApi.send(context).toPromise(), signal);
    }

    /** The library makes a new connection pool whenever it authenticates a request, so that is done once for all. */
    private async context(method: Method, path: string): Promise<RequestContext> {
        const { RequestContext, HttpMethod } = this.library;
        const authenticate = async () => {
            const template = new RequestContext(this.server, HttpMethod.GET);
            await this.config.applySecurityAuthentication(template);
            return template;
        };
        const template = await (this.authenticated ??= authenticate());
        const context = new RequestContext(`${this.server}${path}`, HttpMethod[method]);
        for (const [name, value] of Object.entries(template.getHeaders())) context.setHeaderParam(name, value);
        const dispatcher = template.getDispatcher();
        if (dispatcher) context.setDispatcher(dispatcher);
        return context;
    }

    private async answered<Answer>(ask: () => Promise<Answer>, signal: AbortSignal | undefined): Promise<Answer> {
        try {
            return await ask();
        } catch (error) {
            signal?.throwIfAborted();
            throw connectionError(this.server, error);
        }
    }
}

function isJson(response: ResponseContext): boolean {
    return response.headers["content-type"]?.startsWith("application/json") ?? false;
}

async function refusal(response: ResponseContext): Promise<ApiError> {
    const text = await response.body.text().catch(() => "");
    const message = isJson(response) ? (JSON.parse(text) as { message?: string }).message : text.trim();
    return new ApiError(response.httpStatusCode, message ?? `HTTP status ${response.httpStatusCode}`);
}
