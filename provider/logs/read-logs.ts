import { withTimeout } from "../deadline";
import { LastLines } from "./last-lines";
import { type LogLine } from "./log-line";
import { type LogSource } from "./log-sources";
import { type LogRange, openLog } from "./open-log";

const limitMs = 10_000;
/** Of all logs together: they are put in order before they are printed. */
const mostLines = 200_000;

/** The lines that a log has now, or those that came before it could not be read any further, and why. */
export interface ReadLog {
    source: LogSource;
    lines: LogLine[];
    /** How many of its first ones were left out, as there were too many. */
    dropped: number;
    problem?: string;
}

/** All at once, each for itself: one that cannot be read is no reason to lose the others. */
export function readEachLog(
    sources: LogSource[],
    range: Omit<LogRange, "follow">,
    signal: AbortSignal,
): Promise<ReadLog[]> {
    const most = Math.ceil(mostLines / sources.length);
    return Promise.all(sources.map((source) => readLog(source, range, most, signal)));
}

async function readLog(
    source: LogSource,
    range: Omit<LogRange, "follow">,
    most: number,
    signal: AbortSignal,
): Promise<ReadLog> {
    const lines = new LastLines<LogLine>(most);
    const read = async (limit: AbortSignal) => {
        const either = AbortSignal.any([limit, signal]);
        for await (const line of openLog(source, { ...range, follow: false }, either)) lines.add(line);
    };
    let problem: string | undefined;
    try {
        await withTimeout(read, limitMs, () => new Error(`no answer within ${limitMs / 1_000} s`));
    } catch (error) {
        problem = (error as Error).message;
    }
    const kept = lines.all();
    return { source, lines: kept, dropped: lines.dropped, ...(problem !== undefined && { problem }) };
}
