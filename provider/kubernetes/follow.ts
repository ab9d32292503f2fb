import type { KubernetesListObject, KubernetesObject } from "@kubernetes/client-node";
import { type Api, metadataEvents, metadataOnly, type Query, type WatchEvent } from "./api";
import { ApiError, isTransient } from "./errors";
import { fullName } from "./object-name";
import { pause, untilAnswered } from "./until-answered";

/** Objects of one kind: all below the path, or those that the selectors match. */
export interface Collection {
    path: string;
    query?: Query;
    /** The longest time until the collection is listed again. Default: 15 s. */
    listEverySeconds?: number;
    /**
     * Set for a collection that is useful, but not necessary: a user without the right to list it goes without.
     * Default: no.
     */
    mayBeForbidden?: boolean;
    /** Requests only the metadata of each object. Default: no. */
    metadataOnly?: boolean;
    /** Returns the part of each object that is kept. Default: all. */
    keep?: (object: KubernetesObject) => KubernetesObject;
}

/**
 * The time after which the server ends a watch, and the collection is listed again. A list may have the resource
 * version of an event that it does not show yet, and the watch that begins there never reports that event (seen with
 * kine, the datastore of K3s).
 */
const watchSeconds = 15;
/** How much later the watch is given up: on a connection that broke silently, the end never arrives. */
const graceSeconds = 2;

/**
 * Keeps a copy of a collection up to date by list and watch, and passes it on after each change.
 * Starts over when the server has forgotten the watch's resource version or became unreachable. Ends only with the
 * signal's reason.
 */
export async function follow(
    api: Api,
    { path, query = {}, listEverySeconds = watchSeconds, metadataOnly: isBrief, keep = (object) => object }: Collection,
    signal: AbortSignal,
    changed: (items: KubernetesObject[]) => void,
): Promise<never> {
    const watching = { ...query, timeoutSeconds: String(listEverySeconds) };
    for (;;) {
        const list = await untilAnswered(
            () =>
                api.request<KubernetesListObject<KubernetesObject>>("GET", path, {
                    query,
                    signal,
                    accept: isBrief ? metadataOnly : undefined,
                }),
            signal,
        );
        // An empty list of metadata has null in place of the items.
        const items = new Map(
            ((list.items as KubernetesObject[] | null) ?? []).map((item) => [fullName(item), keep(item)]),
        );
        changed([...items.values()]);
        const over = AbortSignal.timeout((listEverySeconds + graceSeconds) * 1_000);
        const from = { ...watching, resourceVersion: list.metadata?.resourceVersion ?? "" };
        try {
            const accept = isBrief ? metadataEvents : undefined;
            await apply(api.watch(path, from, AbortSignal.any([signal, over]), accept), items);
        } catch (error) {
            signal.throwIfAborted();
            const forgotten = error instanceof ApiError && error.status === 410;
            if (!over.aborted && !forgotten && !isTransient(error)) throw error;
        }
        // A server that closes every watch at once must not be listed in a tight loop.
        await pause(100, signal);
    }

    async function apply(
        events: AsyncIterable<WatchEvent<KubernetesObject>>,
        items: Map<string, KubernetesObject>,
    ): Promise<void> {
        for await (const { type, object } of events) {
            if (type === "ERROR") throw watchError(object);
            if (type === "BOOKMARK") continue;
            if (type === "DELETED") items.delete(fullName(object));
            else items.set(fullName(object), keep(object));
            changed([...items.values()]);
        }
    }
}

function watchError(status: unknown): ApiError {
    const { code, message } = status as { code?: number; message?: string };
    return new ApiError(code ?? 500, message ?? "the watch failed");
}
