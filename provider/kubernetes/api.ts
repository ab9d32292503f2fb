/** The Kubernetes API of one cluster, as little of it as the provider needs. */
export interface Api {
    readonly server: string;
    /** Answers with the parsed JSON body, or with the text where the body is no JSON. */
    request<Body>(method: Method, path: string, options?: RequestOptions): Promise<Body>;
    /** Follows a collection until the server closes it, or the signal aborts. */
    watch<Item>(path: string, query: Query, signal: AbortSignal, accept?: string): AsyncIterable<WatchEvent<Item>>;
}

/** One that streams text too, such as logs. */
export interface StreamingApi extends Api {
    /** The lines of an answer as they come, until the server ends it or the signal aborts. */
    lines(path: string, query: Query, signal: AbortSignal): AsyncIterable<string>;
}

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

export type Query = Record<string, string>;

export interface RequestOptions {
    query?: Query;
    body?: unknown;
    /** What kind of patch the body is. */
    contentType?: string;
    /** @default application/json */
    accept?: string;
    signal?: AbortSignal;
    /** @default 10 000 */
    timeoutMs?: number;
}

export interface WatchEvent<Item> {
    type: "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK" | "ERROR";
    object: Item;
}

export const mergePatch = "application/merge-patch+json";
export const applyPatch = "application/apply-patch+yaml";
/** Of a list of objects no more than their names, labels and the like: what they hold stays where it is. */
export const metadataOnly = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
/** The same of a watch. */
export const metadataEvents = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
