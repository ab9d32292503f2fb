/** The text that was read, and the character at which reading stopped; undefined at the end of the entry. */
export interface Scanned {
    text: string;
    stop: string | undefined;
}

/** Reads an entry of `set` from start to end. A backslash escapes the next character. */
export class Scanner {
    private readonly characters: string[];
    private position = 0;

    constructor(entry: string) {
        this.characters = Array.from(entry);
    }

    /** The column of the next character, counted from 1. */
    get column(): number {
        return this.position + 1;
    }

    get atEnd(): boolean {
        return this.position >= this.characters.length;
    }

    /** Skips the next character if it is the given one. */
    skip(character: string): boolean {
        if (this.characters[this.position] !== character) return false;
        this.position += 1;
        return true;
    }

    /** Reads up to one of the given characters, and skips that character. */
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
