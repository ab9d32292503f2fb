import { withTimeout } from "../deadline";
import { type LogLine } from "./log-line";
import { type LogSource } from "./log-sources";
import { type LogRange, openLog } from "./open-log";

const limitMs = 10_000;

/** The lines that a log has now, or those that came before it could not be read any further, and why. */
export interface ReadLog {
    source: LogSource;
    lines: LogLine[];
    problem?: string;
}

/** All at once, each for itself: one that cannot be read is no reason to lose the others. */
export function readEachLog(
    sources: LogSource[],
    range: Omit<LogRange, "follow">,
    signal: AbortSignal,
): Promise<ReadLog[]> {
    return Promise.all(sources.map((source) => readLog(source, range, signal)));
}

async function readLog(source: LogSource, range: Omit<LogRange, "follow">, signal: AbortSignal): Promise<ReadLog> {
    const lines: LogLine[] = [];
    const read = async (limit: AbortSignal) => {
        const either = AbortSignal.any([limit, signal]);
        for await (const line of openLog(source, { ...range, follow: false }, either)) lines.push(line);
    };
    try {
        await withTimeout(read, limitMs, () => new Error(`no answer within ${limitMs / 1_000} s`));
        return { source, lines };
    } catch (error) {
        return { source, lines, problem: (error as Error).message };
    }
}
