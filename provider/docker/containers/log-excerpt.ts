import { type NodeContainers } from "../../nodes/node-containers";

/** What a report shows of a log. */
export interface LogExcerpt {
    /** Lines of before that look like errors, those that differ in numbers alone as one. */
    earlier: RepeatedLine[];
    /** The last ones, oldest first. */
    last: string[];
}

export interface RepeatedLine {
    /** As it was written the last time. */
    line: string;
    times: number;
}

/** How far back errors are looked for. */
const searchedLines = 5_000;

/** The end of a container's log, and the few errors of before that tell most. */
export async function logEnd(nodes: NodeContainers, container: string, count: number): Promise<string[]> {
    return excerptLines(logExcerpt(await nodes.logTail(container, count + searchedLines), count, 5));
}

/** The end of a log, and what went wrong before: of at most so many kinds, those that end a program before others. */
export function logExcerpt(lines: string[], count: number, mostEarlier = 30): LogExcerpt {
    const earlier = new Map<string, RepeatedLine>();
    for (const line of lines.slice(0, -count).filter(isErrorLike)) {
        const key = line.replaceAll(/[0-9a-f]*\d[0-9a-f]*/g, "0");
        const times = (earlier.get(key)?.times ?? 0) + 1;
        // Where it was written the last time is its place.
        earlier.delete(key);
        earlier.set(key, { line, times });
    }
    const all = [...earlier.values()];
    const ranked = [...all.filter(({ line }) => !isFatal(line)), ...all.filter(({ line }) => isFatal(line))];
    const chosen = new Set(ranked.slice(-mostEarlier));
    return { earlier: all.filter((one) => chosen.has(one)), last: lines.slice(-count) };
}

/** By its level, or by an error of the operating system that no program gets over (the texts of errno). */
function isFatal(line: string): boolean {
    return /^\s*F\d{4} |\blevel=(?:fatal|panic)\b|\b(?:panic:|no space left on device|read-only file system|too many open files|cannot allocate memory|address already in use)/i.test(
        line,
    );
}

/** By the level, where the line has one: of Kubernetes' own log (`E0131 …`), or of K3s's (`level=error`). */
export function isErrorLike(line: string): boolean {
    const level = /^\s*([IWEF])\d{4} /.exec(line)?.[1] ?? /\blevel=(\w+)/.exec(line)?.[1];
    if (level !== undefined) return /^(?:E|F|error|fatal|panic)$/.test(level);
    return /\b(?:error|fatal|panic|fail|failed|failure|cannot|denied|refused|killed|no space)\b/i.test(line);
}

/** As lines of text, with what was left out between them. */
export function excerptLines({ earlier, last }: LogExcerpt): string[] {
    if (earlier.length === 0) return last;
    const told = earlier.map(({ line, times }) => (times > 1 ? `${line}  (${times} times)` : line));
    return ["(earlier lines that look like errors)", ...told, "(the last lines)", ...last];
}
