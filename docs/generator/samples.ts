import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A program of a page in another language than TypeScript. */
export interface Program {
    language: "python" | "go" | "yaml";
    text: string;
}

const files: [Program["language"], string][] = [
    ["python", "__main__.py"],
    ["go", "main.go"],
    ["yaml", "Pulumi.yaml"],
];

/** The programs of a page, by its name; a test runs them. */
export function programsOf(page: string): Program[] {
    const folder = join(__dirname, "../samples", page);
    if (!existsSync(folder)) return [];
    return files.map(([language, file]) => ({ language, text: readFileSync(join(folder, file), "utf8") }));
}
