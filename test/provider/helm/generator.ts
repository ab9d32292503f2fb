/** A random generator with the same results in every run (mulberry32). */
export class Generator {
    constructor(private state: number) {}

    /** An integer from 0 up to, but not including, `limit`. */
    below(limit: number): number {
        this.state = (this.state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
    }

    pick<T>(choices: readonly T[]): T {
        return choices[this.below(choices.length)] as T;
    }

    times<T>(most: number, make: () => T): T[] {
        return Array.from({ length: 1 + this.below(most) }, make);
    }
}

/** Texts that mean something else in YAML or in the grammar of `--set`, or that only a mistake would contain. */
export const awkwardTexts = [
    ..."true|TRUE|False|null|NULL|~|yes|on|No|y|0|00|0644|-012|+5|-0|0x10|0o17|1e3|1.5|.5|1_000|1:30".split("|"),
    ..."2026-01-31|2026-01-31T10:00:00Z|.inf|9223372036854775808|123456789012|[]|{}|!!str x|&a|*a|<<|- a".split("|"),
    ..."ü|日本|🚀|falſe|a b| a|a:b|a: b|#|a # b|'q'|\"q\"|$(x)|`x`|%|@|__proto__|constructor".split("|"),
    "",
    "a\nb",
    "a\r\nb\t",
    "\\",
    "a|b",
    "<a&b>",
    "---",
];
