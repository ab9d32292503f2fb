import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";

/** The language of the program that a folder is in, as Pulumi names it; undefined where no file says it. */
export function languageOf(folder: string): string | undefined {
    const runtime = runtimeIn(folder);
    if (runtime !== undefined || dirname(folder) === folder) return runtime;
    return languageOf(dirname(folder));
}

function runtimeIn(folder: string): string | undefined {
    try {
        const { runtime } = parse(readFileSync(join(folder, "Pulumi.yaml"), "utf8")) as {
            runtime?: string | { name?: string };
        };
        return typeof runtime === "object" ? runtime.name : runtime;
    } catch {
        return undefined; // Pulumi itself says what is wrong with it.
    }
}
