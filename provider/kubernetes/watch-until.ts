import type { KubernetesObject } from "@kubernetes/client-node";
import { type Api } from "./api";
import { type Collection, follow } from "./follow";

export interface WatchOptions {
    signal: AbortSignal;
    /** Decide again after so long without a change, where time itself decides. */
    recheckMs?: number;
}

/**
 * Watches collections until `decide` makes something of them. It is asked when all are known, and after each change.
 * Rejects with the signal's reason, with what `decide` throws, and with a refusal by the server.
 */
export async function watchUntil<Objects extends Record<string, KubernetesObject[]>, Result>(
    api: Api,
    collections: { [Name in keyof Objects]: Collection },
    decide: (objects: Objects) => Result | undefined,
    { signal, recheckMs }: WatchOptions,
): Promise<Result> {
    const finished = new AbortController();
    const either = AbortSignal.any([signal, finished.signal]);
    const objects: Partial<Record<string, KubernetesObject[]>> = {};
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    const evaluate = () => {
        if (Object.keys(collections).some((name) => objects[name] === undefined)) return;
        try {
            const result = decide(objects as Objects);
            if (result !== undefined) resolve(result);
        } catch (error) {
            reject(error);
        }
    };
    for (const [name, collection] of Object.entries<Collection>(collections)) {
        follow(api, collection, either, (items) => {
            objects[name] = items;
            evaluate();
        }).catch(reject);
    }
    const timer = recheckMs === undefined ? undefined : setInterval(evaluate, recheckMs);
    try {
        return await promise;
    } finally {
        clearInterval(timer);
        finished.abort();
    }
}
