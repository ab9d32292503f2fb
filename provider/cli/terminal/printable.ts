/**
 * The characters that a terminal would interpret, or that would change the order of the text: control characters
 * including C1, line and paragraph separators, marks of bidirectional text, and lone surrogates.
 */
const obeyed = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu;
/** Escape sequences for colours and styles, which many programs write into their logs. */
const colours = /\u001b\[[0-9;:]*m/g;

/** Makes untrusted text safe for a terminal, as one line: removes colours and spells out control characters. */
export function printable(text: string): string {
    return text.replaceAll(colours, "").replaceAll("\t", "    ").replaceAll(obeyed, spelled);
}

/** Makes JSON safe for a terminal. Its strings keep their values. */
export function printableJson(json: string): string {
    return json.replaceAll(obeyed, (character) =>
        character === "\n" ? character : `\\u${codeOf(character).toString(16).padStart(4, "0")}`,
    );
}

function spelled(character: string): string {
    const code = codeOf(character);
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}

function codeOf(character: string): number {
    return character.charCodeAt(0);
}
