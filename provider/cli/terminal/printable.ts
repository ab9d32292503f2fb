/**
 * What a terminal would obey in place of showing it, or show in another order: control characters, C1 among them, line and
 * paragraph separators, the marks of bidirectional text, and halves of characters.
 */
const obeyed = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu;
/** Colours and the like, which many programs write into their logs. */
const colours = /\u001b\[[0-9;:]*m/g;

/** A text of somebody else's as one line that any terminal only shows: colours are left out, control characters spelled. */
export function printable(text: string): string {
    return text.replaceAll(colours, "").replaceAll("\t", "    ").replaceAll(obeyed, spelled);
}

/** The same for JSON, whose strings stay what they are. */
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
