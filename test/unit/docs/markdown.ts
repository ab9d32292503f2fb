import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

export const repository = join(__dirname, "../../..");

const generated = ["node_modules", "dist", "build", ".git"];

/** The Markdown files of the repository, by their paths in it. */
export function markdownFiles(folder = repository): string[] {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return generated.includes(entry.name) ? [] : markdownFiles(path);
        return entry.name.endsWith(".md") ? [relative(repository, path)] : [];
    });
}

export function textOf(file: string): string {
    return readFileSync(join(repository, file), "utf8");
}

/** The code blocks of a language. */
export function codeBlocks(text: string, language: string): string[] {
    return Array.from(text.matchAll(/^```(\w*)\n(.*?)^```$/gms))
        .filter(([, found]) => found === language)
        .map(([, , code = ""]) => code);
}

/** The links that lead nowhere: to no file of the repository, or to no heading of it. */
export function brokenLinks(file: string): string[] {
    const text = withoutCode(textOf(file));
    const links = Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, link = ""]) => link);
    return links.filter((link) => !/^[a-z]+:/.test(link) && !leadsSomewhere(file, link));
}

/** The paths in code spans that begin with a folder of sources and are not there. */
export function missingPaths(file: string): string[] {
    const spans = Array.from(textOf(file).matchAll(/`((?:sdk|shared|provider|test|docs|examples)\/[\w./-]+)`/g));
    return spans.map(([, path = ""]) => path).filter((path) => !existsSync(join(repository, path)));
}

function leadsSomewhere(file: string, link: string): boolean {
    const [path = "", heading] = link.split("#");
    const target = path === "" ? file : join(dirname(file), path);
    if (!existsSync(join(repository, target))) return false;
    return heading === undefined || headings(target).includes(heading);
}

/** As GitHub names them in links. */
function headings(file: string): string[] {
    const titles = Array.from(withoutCode(textOf(file)).matchAll(/^#+ (.*)$/gm), ([, title = ""]) => title);
    return titles.map((title) =>
        title
            .toLowerCase()
            .replace(/[^\p{L}\p{N} _-]/gu, "")
            .replaceAll(" ", "-"),
    );
}

function withoutCode(text: string): string {
    return text.replace(/^```.*?^```$/gms, "").replace(/`[^`\n]*`/g, (span) => span.replace(/\]\(/g, ""));
}
