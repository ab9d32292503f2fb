import { type DashboardLine } from "../../protocol";

/** Lines of a log that are drawn and dropped together. */
export interface Chunk {
    /** Increases from chunk to chunk, and stays the same while lines are added. */
    number: number;
    lines: readonly DashboardLine[];
}

/** The last lines of a log. */
export interface LogBuffer {
    chunks: readonly Chunk[];
    /** How many lines the server and this buffer have left out because there were too many. */
    left: number;
}

export const chunkLines = 100;
export const mostChunks = 50;

export const emptyLog: LogBuffer = { chunks: [], left: 0 };

/** Returns a buffer with more lines. Drops the oldest chunks if there are too many. */
export function withLines(buffer: LogBuffer, lines: readonly DashboardLine[]): LogBuffer {
    const chunks = [...buffer.chunks];
    let rest = lines;
    while (rest.length > 0) {
        const last = chunks.at(-1);
        if (last && last.lines.length < chunkLines) {
            const taken = rest.slice(0, chunkLines - last.lines.length);
            chunks[chunks.length - 1] = { ...last, lines: [...last.lines, ...taken] };
            rest = rest.slice(taken.length);
        } else chunks.push({ number: (last?.number ?? -1) + 1, lines: [] });
    }
    const gone = chunks.splice(0, Math.max(0, chunks.length - mostChunks));
    return { chunks, left: buffer.left + gone.reduce((count, its) => count + its.lines.length, 0) };
}

export function withLeftOut(buffer: LogBuffer, count: number): LogBuffer {
    return { ...buffer, left: buffer.left + count };
}

export function countOf({ chunks }: LogBuffer): number {
    return chunks.reduce((count, { lines }) => count + lines.length, 0);
}

/** Returns the lines that contain a text, in upper or lower case. */
export function linesWith(lines: readonly DashboardLine[], text: string): readonly DashboardLine[] {
    const wanted = text.trim().toLowerCase();
    if (wanted === "") return lines;
    return lines.filter((line) => `${line.label} ${line.text}`.toLowerCase().includes(wanted));
}

/** Returns the text of the file in which the user saves a log. */
export function savedText({ chunks, left }: LogBuffer, filter: string): string {
    const lines = chunks.flatMap((chunk) => linesWith(chunk.lines, filter));
    const several = new Set(lines.map(({ label }) => label)).size > 1;
    const text = lines.map(({ time, label, text }) =>
        [time, several ? `${label}:` : "", text].filter(Boolean).join(" "),
    );
    const told = left > 0 ? [`(${left} lines before these were left out)`] : [];
    return [...told, ...text].map((line) => `${line}\n`).join("");
}

/** Returns the lines that the buffer does not have yet. After a reconnect, a log repeats its last lines. */
export function newLines(lines: readonly DashboardLine[], { chunks }: LogBuffer): readonly DashboardLine[] {
    const last = chunks.slice(-2).flatMap((chunk) => chunk.lines);
    const known = new Set(last.map(keyOf));
    return lines.filter((line) => line.time === "" || !known.has(keyOf(line)));
}

const keyOf = ({ label, time, text }: DashboardLine) => `${label}\n${time}\n${text}`;
