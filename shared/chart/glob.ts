/** A part of a regular expression, and the number of characters of the pattern that it replaces. */
interface Part {
    text: string;
    length: number;
}

/** One end of a range in a class. */
interface Bound {
    code: number;
    length: number;
}

const [star, question, open, close, dash, caret, backslash] = Array.from("*?[]-^\\", codeOf);

/**
 * Translates a file pattern of Go (`path/filepath`) to a regular expression: `*`, `?`, `[a-z]`, `[^a]`, and a backslash
 * before a literal character. The libraries for Node.js support other patterns as well (`**`, braces, `!`). Returns
 * undefined if Go refuses the pattern.
 */
export function goPattern(pattern: string): RegExp | undefined {
    const codes = Array.from(pattern, codeOf);
    let expression = "";
    for (let at = 0; at < codes.length;) {
        const part = partAt(codes, at);
        if (!part) return undefined;
        expression += part.text;
        at += part.length;
    }
    return new RegExp(`^${expression}$`, "u");
}

function partAt(codes: number[], at: number): Part | undefined {
    if (codes[at] === star) return { text: "[^/]*", length: 1 };
    if (codes[at] === question) return { text: "[^/]", length: 1 };
    if (codes[at] === open) return classAt(codes, at);
    const literal = characterAt(codes, at);
    return literal && { text: escaped(literal.code), length: literal.length };
}

/** Parses a character class. A range whose start is after its end matches nothing. */
function classAt(codes: number[], start: number): Part | undefined {
    const isNegated = codes[start + 1] === caret;
    let at = start + (isNegated ? 2 : 1);
    let ranges = "";
    do {
        const low = boundAt(codes, at);
        at += low?.length ?? 0;
        const isRange = codes[at] === dash;
        const high = isRange ? boundAt(codes, at + 1) : low;
        at += isRange ? 1 + (high?.length ?? 0) : 0;
        if (!low || !high || at >= codes.length) return undefined;
        if (low.code <= high.code) ranges += `${escaped(low.code)}-${escaped(high.code)}`;
    } while (codes[at] !== close);
    const nothing = isNegated ? "[^]" : "[]";
    const text = ranges === "" ? nothing : `[${isNegated ? "^" : ""}${ranges}]`;
    return { text, length: at + 1 - start };
}

function boundAt(codes: number[], at: number): Bound | undefined {
    return codes[at] === dash || codes[at] === close ? undefined : characterAt(codes, at);
}

function characterAt(codes: number[], at: number): Bound | undefined {
    const isEscaped = codes[at] === backslash;
    const code = codes[isEscaped ? at + 1 : at];
    return code === undefined ? undefined : { code, length: isEscaped ? 2 : 1 };
}

function codeOf(character: string): number {
    return character.codePointAt(0) ?? 0;
}

function escaped(code: number): string {
    return `\\u{${code.toString(16)}}`;
}
