/** The text with the part from one offset to another exchanged. */
export function splice(text: string, from: number, to: number, inserted: string): string {
    return text.slice(0, from) + inserted + text.slice(to);
}

/** Inserts lines behind the one that an offset is in. */
export function insertLinesAfter(text: string, offset: number, lines: string): string {
    const at = lineEnd(text, offset);
    const newline = newlineOf(text);
    const inserted = lines.trimEnd().replaceAll("\n", newline);
    // A last line may have no end; then the new last one has none either, and the old one gets back what it had.
    const isAtLineStart = at === 0 || text[at - 1] === "\n";
    return splice(text, at, at, isAtLineStart ? inserted + newline : newline + inserted);
}

/** Exchanges the lines from the one that an offset is in to the one of another. */
export function replaceLines(text: string, first: number, last: number, lines: string): string {
    const [from, to] = [lineStart(text, first), lineEnd(text, last)];
    const [ending = ""] = /\r?\n$/.exec(text.slice(from, to)) ?? [];
    return splice(text, from, to, lines.trimEnd().replaceAll("\n", newlineOf(text)) + ending);
}

/** Removes the lines from the one that an offset is in to the one of another. */
export function removeLines(text: string, first: number, last: number): string {
    const [from, to] = [lineStart(text, first), lineEnd(text, last)];
    const before = text.slice(0, from);
    return text[to - 1] === "\n" ? before + text.slice(to) : before.replace(/\r?\n$/, "");
}

/** Where what comes before an offset ends, blanks and line ends left out. */
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
