import { request } from "node:https";
import type { IncomingMessage } from "node:http";
import { type JsonObject, listAt, textAt } from "../json";
import { ApiError, isNotFound, NoMatchError } from "./api-error";
import type { Connection } from "./connection";

export interface Call {
    query?: Record<string, string>;
    body?: JsonObject | JsonObject[];
    contentType?: string;
}

interface ResourceKind {
    plural: string;
    namespaced: boolean;
}

const requestTimeoutMilliseconds = 32_000;

/** Generic objects of one cluster over plain HTTPS. */
export class ClusterApi {
    private readonly groups = new Map<string, Promise<Map<string, ResourceKind>>>();

    constructor(private readonly connection: Connection) {}

    async send(method: string, path: string, call: Call = {}): Promise<JsonObject> {
        const response = await this.open(method, path, call, requestTimeoutMilliseconds);
        const text = await readAll(response);
        const body = parseBody(text);
        if ((response.statusCode ?? 500) >= 400) {
            throw new ApiError(response.statusCode ?? 500, body);
        }
        return body;
    }

    /** The lines of a watch, for as long as the server and the signal let it run. */
    async *watch(path: string, query: Record<string, string>, signal: AbortSignal): AsyncGenerator<JsonObject> {
        const response = await this.open("GET", path, { query: { ...query, watch: "true" } }, undefined, signal);
        if (response.statusCode !== 200) {
            throw new ApiError(response.statusCode ?? 500, parseBody(await readAll(response)));
        }
        let rest = "";
        for await (const chunk of response.setEncoding("utf8") as AsyncIterable<string>) {
            const lines = (rest + chunk).split("\n");
            rest = lines.pop() ?? "";
            yield* lines.filter(Boolean).map((line) => JSON.parse(line) as JsonObject);
        }
    }

    /** The kind's path for a namespace, or for all of them. */
    async collection(apiVersion: string, kind: string, namespace = ""): Promise<string> {
        const { plural, namespaced } = await this.resourceKind(apiVersion, kind);
        return `${groupPath(apiVersion)}${namespaced && namespace ? `/namespaces/${namespace}` : ""}/${plural}`;
    }

    /** The object's own path; its namespace is "default" when a namespaced object names none. */
    async objectPath(object: JsonObject, name = textAt(object, "metadata", "name")): Promise<string> {
        return `${await this.collectionOf(object)}/${name}`;
    }

    async collectionOf(object: JsonObject): Promise<string> {
        const namespace = textAt(object, "metadata", "namespace") || this.connection.namespace;
        return this.collection(textAt(object, "apiVersion"), textAt(object, "kind"), namespace);
    }

    async isNamespaced(apiVersion: string, kind: string): Promise<boolean> {
        return (await this.resourceKind(apiVersion, kind)).namespaced;
    }

    async hasKind(apiVersion: string, kind: string): Promise<boolean> {
        return (await this.kindsOf(apiVersion).catch(() => undefined))?.has(kind) ?? false;
    }

    private async resourceKind(apiVersion: string, kind: string): Promise<ResourceKind> {
        const known = (await this.kindsOf(apiVersion)).get(kind);
        if (known) {
            return known;
        }
        this.groups.delete(apiVersion);
        const fresh = (await this.kindsOf(apiVersion)).get(kind);
        if (!fresh) {
            throw new NoMatchError(apiVersion, kind);
        }
        return fresh;
    }

    private kindsOf(apiVersion: string): Promise<Map<string, ResourceKind>> {
        const cached = this.groups.get(apiVersion);
        if (cached) {
            return cached;
        }
        const kinds = this.discover(apiVersion);
        this.groups.set(apiVersion, kinds);
        kinds.catch(() => this.groups.delete(apiVersion));
        return kinds;
    }

    private async discover(apiVersion: string): Promise<Map<string, ResourceKind>> {
        try {
            const list = await this.send("GET", groupPath(apiVersion));
            const resources = listAt(list, "resources").filter((resource) => !textAt(resource, "name").includes("/"));
            return new Map(
                resources.map((resource) => [
                    textAt(resource, "kind"),
                    { plural: textAt(resource, "name"), namespaced: resource.namespaced === true },
                ]),
            );
        } catch (error) {
            if (isNotFound(error)) {
                return new Map();
            }
            throw error;
        }
    }

    private open(
        method: string,
        path: string,
        { query = {}, body, contentType = "application/json" }: Call,
        timeout?: number,
        signal?: AbortSignal,
    ): Promise<IncomingMessage> {
        const { server, agent, headers } = this.connection;
        const url = new URL(server.pathname.replace(/\/$/, "") + path, server);
        url.search = new URLSearchParams(query).toString();
        const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
        // Node sends the body of a DELETE without its length unless told to.
        const content = payload && { "content-type": contentType, "content-length": payload.length };
        return new Promise((resolve, reject) => {
            const outgoing = request(url, {
                method,
                agent,
                signal,
                timeout,
                headers: { ...headers, accept: "application/json", ...content },
            });
            outgoing.on("response", resolve);
            outgoing.on("error", (error) => {
                reject(new Error(`${method} "${url.href}": ${error.message || String(error)}`, { cause: error }));
            });
            outgoing.on("timeout", () => {
                outgoing.destroy(new Error(`no answer within ${requestTimeoutMilliseconds / 1000} s`));
            });
            outgoing.end(payload);
        });
    }
}

function groupPath(apiVersion: string): string {
    return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

async function readAll(response: IncomingMessage): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of response as AsyncIterable<Buffer>) {
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString("utf8");
}

function parseBody(text: string): JsonObject {
    try {
        return JSON.parse(text) as JsonObject;
    } catch {
        return { message: text };
    }
}
