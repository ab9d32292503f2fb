import { isAborted, untilAborted } from "../deadline";
import { pause } from "../kubernetes/until-answered";
import { type Model } from "../model/model";
import { openLog } from "./open-log";
import { logSources, type LogSource } from "./log-sources";

/** Where a log ends and nothing tells that it goes on, it is opened again after that time. */
const reopenMs = 2_000;
/** More streams than that are no use to anybody. */
const mostLogs = 200;

/** Who reads logs. */
export interface LogReader {
    /**
     * @param label which log the line is of.
     * @param time when it was written; empty where the log does not tell. Resolves when there is room for more.
     */
    write(label: string, text: string, time: string): Promise<void>;
    /** What people should know of the reading itself. */
    tell(problem: string): void;
}

/**
 * Reads the logs of resources as they are written, until the signal: of pods that come, and of containers that are started
 * again, from where they were.
 *
 * @param ids of the resources.
 */
export async function followLogs(
    model: Model,
    ids: string[],
    { reader, tail, since }: { reader: LogReader; tail?: number; since?: string },
    signal: AbortSignal,
): Promise<void> {
    const followed = new Set<string>();
    const took = new Date().toISOString();
    let isFirst = true;
    let isTold = false;
    const take = () => {
        const all = model.store.all();
        for (const id of ids) {
            const resource = model.store.get(id);
            for (const source of resource ? logSources(resource, all) : []) {
                if (followed.has(source.key)) continue;
                if (followed.size >= mostLogs) {
                    if (!isTold) reader.tell(`there are more than ${mostLogs} logs: the others are not followed`);
                    isTold = true;
                    return;
                }
                followed.add(source.key);
                // Of what comes later, all.
                const range = isFirst ? { tail, since } : { since: took };
                void followOne(model, source, range, reader, signal).finally(() => followed.delete(source.key));
            }
        }
    };
    take();
    isFirst = false;
    model.store.follow(take, signal);
    await untilAborted(signal);
}

async function followOne(
    model: Model,
    source: LogSource,
    range: { tail?: number; since?: string },
    reader: LogReader,
    signal: AbortSignal,
): Promise<void> {
    let { tail, since } = range;
    let last = "";
    while (!isAborted(signal) && model.store.get(source.resource.id)) {
        const change = changeOf(model, source.resource.id, signal);
        try {
            for await (const { time, text } of openLog(source, { tail, since, follow: true }, signal)) {
                // Opened again at a time, what was written then comes again.
                if (time !== "" && time <= last) continue;
                await reader.write(source.label, text, time);
                if (time !== "") last = time;
            }
        } catch {
            // Its container has not started, or the server has gone away: it comes back, or the resource goes.
        }
        if (last !== "") {
            since = last;
            tail = undefined;
        }
        await change.next();
    }
}

/** Waits until a resource has changed since it was asked for that, or for a while. What is done changes no more. */
function changeOf(model: Model, id: string, signal: AbortSignal): { next: () => Promise<void> } {
    const over = new AbortController();
    const changed = Promise.withResolvers<undefined>();
    model.store.follow(({ upserts, deletes }) => {
        if ([...upserts, ...deletes].some((its) => its.id === id)) changed.resolve(undefined);
    }, over.signal);
    return {
        next: async () => {
            const isDone = ["completed", "failed"].includes(model.store.get(id)?.state ?? "");
            const either = AbortSignal.any([signal, over.signal]);
            const late = isDone ? untilAborted(either) : pause(reopenMs, either).catch(() => undefined);
            await Promise.race([changed.promise, late]);
            over.abort();
            // A change that is seen may be a moment ahead of the log.
            await pause(200, signal).catch(() => undefined);
        },
    };
}
