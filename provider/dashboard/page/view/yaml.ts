/** A piece of a line of YAML: a key, or other text. */
export interface Piece {
    text: string;
    isKey: boolean;
}

/** Splits each line of YAML into pieces, so that keys stand out. Does not parse the values. */
export function piecesOf(text: string): Piece[][] {
    return text
        .replace(/\n$/, "")
        .split("\n")
        .map((line) => {
            const [, before = "", key = "", rest = ""] =
                /^(\s*(?:- )*)([^\s#:"'][^:"']*:)((?:\s.*)?)$/.exec(line) ?? [];
            if (key === "") return [{ text: line, isKey: false }];
            return [
                { text: before, isKey: false },
                { text: key, isKey: true },
                { text: rest, isKey: false },
            ].filter((piece) => piece.text !== "");
        });
}
