import type { JsonObject } from "../json";
import type { ClusterApi } from "./cluster-api";
import { CollectionWatch } from "./collection-watch";

export interface Source {
    apiVersion: string;
    kind: string;
    namespace?: string;
    /** Only the object with this name. */
    name?: string;
}

/** What is known of each kind at one moment. */
export interface Snapshot {
    of(kind: string): JsonObject[];
    /** How long ago the kind's objects last changed. */
    quietMilliseconds(kind: string): number;
}

export interface Verdict {
    done: boolean;
    /** What is missing, for people. */
    messages: string[];
    /** No use in waiting longer. */
    failed?: boolean;
    /** When to look again though nothing changed. */
    recheckMilliseconds?: number;
}

export interface Outcome {
    verdict: Verdict;
    timedOut: boolean;
}

/** Follows the sources until the verdict on them is final or the deadline has passed. */
export async function waitUntil(
    api: ClusterApi,
    sources: Source[],
    judge: (snapshot: Snapshot) => Verdict,
    timeoutSeconds: number,
): Promise<Outcome> {
    const stop = new AbortController();
    const watches = new Map<string, CollectionWatch>();
    const snapshot = snapshotOf(watches);
    return new Promise((resolve, reject) => {
        let recheck: NodeJS.Timeout | undefined;
        let started = false;
        const finish = (settle: () => void): void => {
            clearTimeout(deadline);
            clearTimeout(recheck);
            stop.abort();
            settle();
        };
        const look = (): void => {
            if (!started || stop.signal.aborted) {
                return;
            }
            const verdict = judge(snapshot);
            clearTimeout(recheck);
            if (verdict.done || verdict.failed) {
                finish(() => resolve({ verdict, timedOut: false }));
            } else if (verdict.recheckMilliseconds !== undefined) {
                recheck = setTimeout(look, verdict.recheckMilliseconds);
            }
        };
        const fail = (error: unknown): void => {
            if (!stop.signal.aborted) {
                finish(() => reject(error instanceof Error ? error : new Error(String(error))));
            }
        };
        const deadline = setTimeout(() => {
            finish(() => resolve({ verdict: judge(snapshot), timedOut: true }));
        }, timeoutSeconds * 1000);

        Promise.all(sources.map((source) => start(api, source, watches, look)))
            .then((followers) => {
                started = true;
                look();
                followers.forEach((follow) => void follow(stop.signal).catch(fail));
            })
            .catch(fail);
    });
}

/** The verdict on what is there now, without waiting, as if all had settled. */
export async function judgeNow(
    api: ClusterApi,
    sources: Source[],
    judge: (snapshot: Snapshot) => Verdict,
): Promise<Verdict> {
    const watches = new Map<string, CollectionWatch>();
    await Promise.all(sources.map((source) => start(api, source, watches, () => undefined)));
    return judge({ ...snapshotOf(watches), quietMilliseconds: () => Infinity });
}

async function start(
    api: ClusterApi,
    source: Source,
    watches: Map<string, CollectionWatch>,
    onChange: () => void,
): Promise<(signal: AbortSignal) => Promise<void>> {
    const path = await api.collection(source.apiVersion, source.kind, source.namespace);
    const selector = source.name ? `metadata.name=${source.name}` : "";
    const watch = new CollectionWatch(api, path, selector, onChange);
    watches.set(source.kind, watch);
    const version = await watch.list();
    return (signal) => watch.follow(version, signal);
}

function snapshotOf(watches: Map<string, CollectionWatch>): Snapshot {
    return {
        of: (kind) => [...(watches.get(kind)?.objects.values() ?? [])],
        quietMilliseconds: (kind) => Date.now() - (watches.get(kind)?.changedAt ?? 0),
    };
}
