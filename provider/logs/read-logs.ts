import { withTimeout } from "../deadline";
import { LastLines } from "./last-lines";
import { type LogLine } from "./log-line";
import { type LogSource } from "./log-sources";
import { type LogRange, openLog } from "./open-log";

const limitMs = 10_000;
/** The most lines of all logs together: they are sorted in memory before they are shown. */
const mostLines = 200_000;

/** The present lines of a log. With a problem: the lines that were read before it. */
export interface ReadLog {
    source: LogSource;
    lines: LogLine[];
    /** How many earlier lines were left out. */
    dropped: number;
    problem?: string;
}

/** Reads several logs at the same time. A log that cannot be read has a problem and does not affect the others. */
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
    const last = new LastLines<LogLine>(most);
    const kept = () => ({ source, lines: last.all(), dropped: last.dropped });
    const read = async (limit: AbortSignal) => {
        const either = AbortSignal.any([limit, signal]);
        for await (const line of openLog(source, { ...range, follow: false }, either)) last.add(line);
    };
    try {
        await withTimeout(read, limitMs, () => new Error(`no answer within ${limitMs / 1_000} s`));
        return kept();
    } catch (error) {
        return { ...kept(), problem: (error as Error).message };
    }
}
