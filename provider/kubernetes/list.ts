import type { KubernetesObject } from "@kubernetes/client-node";
import { type Api, type RequestOptions } from "./api";
import { isNotFound } from "./errors";

export async function list<Item extends KubernetesObject>(
    api: Api,
    path: string,
    options?: RequestOptions,
): Promise<Item[]> {
    const { items } = await api.request<{ items: Item[] | null }>("GET", path, options);
    // An empty list of metadata has null in place of the items.
    return items ?? [];
}

/** Returns the object, or undefined when it does not exist. */
export async function find<Item>(api: Api, path: string, options?: RequestOptions): Promise<Item | undefined> {
    try {
        return await api.request<Item>("GET", path, options);
    } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
    }
}

/**
 * Lists objects as evidence for a message. Returns an empty list on an error, which must not replace the failure that
 * is reported.
 */
export async function listIfPossible<Item extends KubernetesObject>(
    api: Api,
    path: string,
    query = {},
): Promise<Item[]> {
    return list<Item>(api, path, { query, timeoutMs: 3_000 }).catch(() => []);
}
