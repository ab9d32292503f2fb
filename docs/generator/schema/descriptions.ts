import { type Documentation } from "../declarations";
import { type Program } from "../samples";

/** What a schema says of something: its text, what it is when it is left out, and what a change of it does. */
export function described({ text, defaultValue, change }: Documentation): string {
    return [
        text,
        ...(defaultValue === "" ? [] : [`Default: ${shownDefault(defaultValue)}`]),
        ...(change === "" ? [] : [`On change: ${change.charAt(0).toLowerCase()}${change.slice(1)}`]),
    ].join("\n\n");
}

/** A program in each language, of which each SDK takes its own. */
export function exampleUsage(typescript: string[], others: Program[]): string {
    const programs = [...typescript.map((text) => ({ language: "typescript", text })), ...others];
    const shown = programs.map(({ language, text }) => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``);
    return [
        "{{% examples %}}",
        "## Example Usage",
        "{{% example %}}",
        ...shown,
        "{{% /example %}}",
        "{{% /examples %}}",
    ].join("\n");
}

/** The comments say it in these words: "Secret.", "A secret in the state.", "kept as a secret". */
export function isSecret({ text }: Documentation): boolean {
    return /\bSecret\b|\b[Aa] secret\b/.test(text);
}

/** Links of TSDoc lead nowhere in other languages, whose types have other names too. */
export function withoutLinks(text: string): string {
    return text.replaceAll(/\{@link ([\w.]+)\}/g, (_, name: string) => `\`${name.replace(/Args$/, "")}\``);
}

/** The text in the words of other languages. A rewording of what no comment says any longer is an error. */
export class Wording {
    private readonly left: Set<string>;

    constructor(private readonly rewordings: [string, string][]) {
        this.left = new Set(rewordings.map(([words]) => words));
    }

    of(text: string): string {
        const reworded = this.rewordings.reduce((its, [words, others]) => {
            if (!its.includes(words)) return its;
            this.left.delete(words);
            return its.replace(words, others);
        }, text);
        return withoutLinks(reworded.replaceAll(/\s*In TypeScript, [^.]*\./g, ""));
    }

    finish(): void {
        if (this.left.size > 0) throw new Error(`no comment says this any longer: ${[...this.left].join("; ")}`);
    }
}

function shownDefault(text: string): string {
    return /^(?:["[{\d]|true$|false$)/.test(text) ? `\`${text}\`` : text;
}
