/** The part of the Kubernetes API of one cluster that the provider needs. */
export interface Api {
    readonly server: string;
    /** Returns the parsed JSON body, or the text when the body is not JSON. */
    request<Body>(method: Method, path: string, options?: RequestOptions): Promise<Body>;
    /** Watches a collection until the server closes the watch, or the signal aborts. */
    watch<Item>(path: string, query: Query, signal: AbortSignal, accept?: string): AsyncIterable<WatchEvent<Item>>;
}

/** An API that also streams text, such as logs. */
export interface StreamingApi extends Api {
    /** Yields the lines of an answer as they arrive, until the server ends it or the signal aborts. */
    lines(path: string, query: Query, signal: AbortSignal): AsyncIterable<string>;
}

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

export type Query = Record<string, string>;

export interface RequestOptions {
    query?: Query;
    body?: unknown;
    /** The patch type of the body. */
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
/** Requests only the metadata of a list's objects, such as names and labels, without their content. */
export const metadataOnly = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
/** Requests only the metadata of a watch's objects. */
export const metadataEvents = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
