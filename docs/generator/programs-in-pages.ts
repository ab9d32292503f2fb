import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { programBlock } from "./code";
import { programsOf } from "./samples";

const docs = join(__dirname, "..");

/** The pages that show a program of `docs/samples` in each language, by their paths from `docs`, as they are to be. */
export function pagesWithPrograms(): Map<string, string> {
    const paths = readdirSync(docs, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".md"));
    const texts = paths.map((path) => [path, readFileSync(join(docs, path), "utf8")] as const);
    return new Map(texts.filter(([, text]) => marked.test(text)).map(([path, text]) => [path, withPrograms(text)]));
}

const marked = /(<!-- languages: ([\w-]+) -->\n.*?^```ts\n.*?^```\n).*?(<!-- \/languages -->)/ms;

/** After the program in TypeScript, which is the page's own, come those of the others. */
export function withPrograms(page: string): string {
    return page.replaceAll(new RegExp(marked, "gms"), (_, start: string, sample: string, end: string) => {
        const programs = programsOf(sample);
        if (programs.length === 0) throw new Error(`docs/samples has no ${sample}, which a page names`);
        const blocks = programs.map(({ language, text }) => programBlock(text.trimEnd(), language));
        return [start, ...blocks.map((block) => `${block}\n`), end].join("\n");
    });
}
