import { type NodeContainers } from "../../nodes/node-containers";

/** The part of a log that a report shows. */
export interface LogExcerpt {
    /** Earlier lines that look like errors. Lines that differ only in numbers count as one. */
    earlier: RepeatedLine[];
    /** The last lines, oldest first. */
    last: string[];
}

export interface RepeatedLine {
    /** The most recent of the similar lines. */
    line: string;
    times: number;
}

/** The number of lines before the end in which errors are searched. */
const searchedLines = 5_000;

/** Returns the end of a container's log, and the few most telling errors before it. */
export async function logEnd(nodes: NodeContainers, container: string, count: number): Promise<string[]> {
    return excerptLines(logExcerpt(await nodes.logTail(container, count + searchedLines), count, 5));
}

/**
 * Returns the end of a log and the errors before it, of at most `mostEarlier` kinds. Errors that end a program take
 * precedence.
 */
export function logExcerpt(lines: string[], count: number, mostEarlier = 30): LogExcerpt {
    const earlier = new Map<string, RepeatedLine>();
    for (const line of lines.slice(0, -count).filter(isErrorLike)) {
        const key = line.replaceAll(/[0-9a-f]*\d[0-9a-f]*/g, "0");
        const times = (earlier.get(key)?.times ?? 0) + 1;
        // A repeated line moves to the place of its last occurrence.
        earlier.delete(key);
        earlier.set(key, { line, times });
    }
    const all = [...earlier.values()];
    const ranked = [...all.filter(({ line }) => !isFatal(line)), ...all.filter(({ line }) => isFatal(line))];
    const chosen = new Set(ranked.slice(-mostEarlier));
    return { earlier: all.filter((one) => chosen.has(one)), last: lines.slice(-count) };
}

/**
 * Reports whether a line is fatal, by its level or by an error of the operating system that no program survives (the
 * texts of errno).
 */
function isFatal(line: string): boolean {
    return /^\s*F\d{4} |\blevel=(?:fatal|panic)\b|\b(?:panic:|no space left on device|read-only file system|too many open files|cannot allocate memory|address already in use)/i.test(
        line,
    );
}

/**
 * Reports whether a line looks like an error. The level decides where the line has one: of Kubernetes' own log (`E0131
 * …`), or of K3s's (`level=error`).
 */
export function isErrorLike(line: string): boolean {
    const level = /^\s*([IWEF])\d{4} /.exec(line)?.[1] ?? /\blevel=(\w+)/.exec(line)?.[1];
    if (level !== undefined) return /^(?:E|F|error|fatal|panic)$/.test(level);
    return /\b(?:error|fatal|panic|fail|failed|failure|cannot|denied|refused|killed|no space)\b/i.test(line);
}

/** Returns the excerpt as lines of text, with headings for the two parts. */
export function excerptLines({ earlier, last }: LogExcerpt): string[] {
    if (earlier.length === 0) return last;
    const told = earlier.map(({ line, times }) => (times > 1 ? `${line}  (${times} times)` : line));
    return ["(earlier lines that look like errors)", ...told, "(the last lines)", ...last];
}
