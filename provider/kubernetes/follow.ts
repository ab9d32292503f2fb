import type { KubernetesListObject, KubernetesObject } from "@kubernetes/client-node";
import { type Api, metadataEvents, metadataOnly, type Query, type WatchEvent } from "./api";
import { ApiError, isTransient } from "./errors";
import { fullName } from "./object-name";
import { pause, untilAnswered } from "./until-answered";

/** Objects of one kind: all below the path, or those that the selectors name. */
export interface Collection {
    path: string;
    query?: Query;
    /** After how long it is listed again at the latest. Default: 15 s. */
    listEverySeconds?: number;
    /** For what is good to know: who has no right to list it goes without. Default: no. */
    mayBeForbidden?: boolean;
    /** Of each object no more than its name, labels and the like. Default: no. */
    metadataOnly?: boolean;
    /** What is kept of each object. Default: all. */
    keep?: (object: KubernetesObject) => KubernetesObject;
}

/**
 * After how long the server ends a watch, and the collection is listed again. A list may be as new as an event that it does
 * not show yet, which the watch that begins there never tells (seen with kine, the datastore of K3s).
 */
const watchSeconds = 15;
/** How long after that it is given up: over a connection that broke silently the end never comes. */
const graceSeconds = 2;

/**
 * Keeps a copy of a collection up to date by list and watch, and hands it over after each change.
 * Starts over when the server has forgotten where the watch stood or went away. Ends with the signal's reason only.
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
        // A list of metadata has null where there are none.
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
