/** A piece of a line of YAML: what it is called, or what it is. */
export interface Piece {
    text: string;
    isKey: boolean;
}

/** The pieces of each line, so that keys can be told from values; what is in them is not read. */
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
