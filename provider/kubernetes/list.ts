import type { KubernetesObject } from "@kubernetes/client-node";
import { type Api, type RequestOptions } from "./api";
import { isNotFound } from "./errors";

export async function list<Item extends KubernetesObject>(
    api: Api,
    path: string,
    options?: RequestOptions,
): Promise<Item[]> {
    const { items } = await api.request<{ items: Item[] | null }>("GET", path, options);
    // A list of metadata has null where there are none.
    return items ?? [];
}

/** The object, or undefined when there is none. */
export async function find<Item>(api: Api, path: string, options?: RequestOptions): Promise<Item | undefined> {
    try {
        return await api.request<Item>("GET", path, options);
    } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
    }
}

/** Evidence for a message is welcome, but no reason to fail with something else. */
export async function listIfPossible<Item extends KubernetesObject>(
    api: Api,
    path: string,
    query = {},
): Promise<Item[]> {
    return list<Item>(api, path, { query, timeoutMs: 3_000 }).catch(() => []);
}
