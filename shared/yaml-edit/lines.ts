/** Replaces the part of a text between two offsets. */
export function splice(text: string, from: number, to: number, inserted: string): string {
    return text.slice(0, from) + inserted + text.slice(to);
}

/** Inserts lines after the line that contains an offset. */
export function insertLinesAfter(text: string, offset: number, lines: string): string {
    const at = lineEnd(text, offset);
    const newline = newlineOf(text);
    const inserted = lines.trimEnd().replaceAll("\n", newline);
    // If the text's last line has no line end, the inserted lines get none at the end either, and the last line gets
    // one.
    const isAtLineStart = at === 0 || text[at - 1] === "\n";
    return splice(text, at, at, isAtLineStart ? inserted + newline : newline + inserted);
}

/** Replaces the lines from the one that contains the first offset to the one that contains the last. */
export function replaceLines(text: string, first: number, last: number, lines: string): string {
    const [from, to] = [lineStart(text, first), lineEnd(text, last)];
    const [ending = ""] = /\r?\n$/.exec(text.slice(from, to)) ?? [];
    return splice(text, from, to, lines.trimEnd().replaceAll("\n", newlineOf(text)) + ending);
}

/** Removes the lines from the one that contains the first offset to the one that contains the last. */
export function removeLines(text: string, first: number, last: number): string {
    const [from, to] = [lineStart(text, first), lineEnd(text, last)];
    const before = text.slice(0, from);
    return text[to - 1] === "\n" ? before + text.slice(to) : before.replace(/\r?\n$/, "");
}

/** Returns the end of the text before an offset, without trailing blanks and line ends. */
export function contentEnd(text: string, offset: number): number {
    return text.slice(0, offset).trimEnd().length;
}

function newlineOf(text: string): string {
    return text.includes("\r\n") ? "\r\n" : "\n";
}

function lineStart(text: string, offset: number): number {
    return text.lastIndexOf("\n", offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
    const newline = text.indexOf("\n", offset);
    return newline < 0 ? text.length : newline + 1;
}
