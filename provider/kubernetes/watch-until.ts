import type { KubernetesObject } from "@kubernetes/client-node";
import { type Api } from "./api";
import { isForbidden } from "./errors";
import { type Collection, follow } from "./follow";

export interface WatchOptions {
    signal: AbortSignal;
    /** The interval at which to decide again without a change, for decisions that depend on time. */
    recheckMs?: number;
}

/**
 * Watches collections until `decide` returns a result. It is called when all collections are known, and after each
 * change. A collection that may be forbidden, and is, stays undefined.
 * Rejects with the signal's reason, with what `decide` throws, and with a refusal by the server.
 */
export async function watchUntil<Objects extends Record<string, KubernetesObject[]>, Result>(
    api: Api,
    collections: { [Name in keyof Objects]: Collection },
    decide: (objects: Objects) => Result | undefined,
    { signal, recheckMs }: WatchOptions,
): Promise<Result> {
    signal.throwIfAborted();
    const finished = new AbortController();
    const either = AbortSignal.any([signal, finished.signal]);
    const objects: Partial<Record<string, KubernetesObject[]>> = {};
    const awaited = new Set(Object.keys(collections));
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    const evaluate = () => {
        if (awaited.size > 0) return;
        try {
            const result = decide(objects as Objects);
            if (result !== undefined) resolve(result);
        } catch (error) {
            reject(error);
        }
    };
    for (const [name, collection] of Object.entries<Collection>(collections)) {
        const seen = (items?: KubernetesObject[]) => {
            objects[name] = items;
            awaited.delete(name);
            evaluate();
        };
        follow(api, collection, either, seen).catch((error: unknown) => {
            if (collection.mayBeForbidden && isForbidden(error)) seen();
            else reject(error);
        });
    }
    // The watches alone do not reject: there may be none.
    const giveUp = () => {
        reject(signal.reason);
    };
    signal.addEventListener("abort", giveUp, { signal: finished.signal });
    const timer = recheckMs === undefined ? undefined : setInterval(evaluate, recheckMs);
    try {
        return await promise;
    } finally {
        clearInterval(timer);
        finished.abort();
    }
}
