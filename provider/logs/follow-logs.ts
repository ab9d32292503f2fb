import { isAborted, untilAborted } from "../deadline";
import { pause } from "../kubernetes/until-answered";
import { type Model } from "../model/model";
import { openLog } from "./open-log";
import { logSources, type LogSource } from "./log-sources";

/** How long to wait before opening a log again that has ended, unless its resource changes before. */
const reopenMs = 2_000;
/** The most logs to follow at once: more are of no use to a reader. */
const mostLogs = 200;

/** The receiver of log lines. */
export interface LogReader {
    /**
     * Takes a line. Resolves when there is room for more.
     *
     * @param label the log that the line belongs to.
     * @param time when the line was written. Empty if the log does not contain it.
     */
    write(label: string, text: string, time: string): Promise<void>;
    /** Takes a message about the reading itself, for people. */
    tell(problem: string): void;
}

/**
 * Follows the logs of resources until the signal aborts. Includes pods that are created later, and continues the logs
 * of restarted containers where they ended.
 *
 * @param ids the ids of the resources.
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
                // Logs that appear later are read from the start of following.
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
                // A log that is opened again at a time repeats the lines of that time.
                if (time !== "" && time <= last) continue;
                await reader.write(source.label, text, time);
                if (time !== "") last = time;
            }
        } catch {
            // The container has not started, or the server has gone away. Try again until the resource is gone.
        }
        if (last !== "") {
            since = last;
            tail = undefined;
        }
        await change.next();
    }
}

/**
 * Returns a wait for the next change of a resource, counted from this call. The wait ends after a while without a
 * change, too, unless the resource is a pod that has ended: its log does not continue.
 */
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
            // The model may show a change a moment before the log does.
            await pause(200, signal).catch(() => undefined);
        },
    };
}
