/** The start and the end of a part of a text. */
export interface Span {
    from: number;
    to: number;
}

/**
 * Returns the objects of a text that consists of several JSON objects, with or without `---` between them, as `kubectl`
 * reads it. Returns undefined for any other text.
 */
export function jsonStream(text: string): Span[] | undefined {
    const spans: Span[] = [];
    const between = /(?:\s+|^---[ \t]*$)*/my;
    let to: number | undefined = 0;
    for (;;) {
        between.lastIndex = to;
        const from: number = to + (between.exec(text)?.[0].length ?? 0);
        if (from === text.length) return spans.length > 1 ? spans : undefined;
        to = endOfObject(text, from);
        if (to === undefined) return undefined;
        spans.push({ from, to });
    }
}

/**
 * Returns the offset after the object that begins at an offset. Returns undefined if no object begins there or the
 * object does not end.
 */
function endOfObject(text: string, from: number): number | undefined {
    if (text[from] !== "{") return undefined;
    let depth = 0;
    let isQuoted = false;
    for (let at = from; at < text.length; at += 1) {
        const character = text[at];
        if (character === '"') isQuoted = !isQuoted;
        else if (isQuoted) at += character === "\\" ? 1 : 0;
        else if (character === "{") depth += 1;
        else if (character === "}") {
            depth -= 1;
            if (depth === 0) return at + 1;
        }
    }
    return undefined;
}
