/** What was read, and the character that it ended at; none at the end of the text. */
export interface Scanned {
    text: string;
    stop: string | undefined;
}

/** Reads an entry of `set` from its beginning to its end, where a backslash takes the next character as it is. */
export class Scanner {
    private readonly characters: string[];
    private position = 0;

    constructor(entry: string) {
        this.characters = Array.from(entry);
    }

    /** Of the character that comes next, counted from 1. */
    get column(): number {
        return this.position + 1;
    }

    get atEnd(): boolean {
        return this.position >= this.characters.length;
    }

    /** Passes over the character if it comes next. */
    skip(character: string): boolean {
        if (this.characters[this.position] !== character) return false;
        this.position += 1;
        return true;
    }

    /** The text up to one of these characters, which is passed over. */
    until(stops: string): Scanned {
        let text = "";
        while (!this.atEnd) {
            const next = this.characters[this.position++] ?? "";
            if (stops.includes(next)) return { text, stop: next };
            text += next === "\\" ? (this.characters[this.position++] ?? "") : next;
        }
        return { text, stop: undefined };
    }
}
