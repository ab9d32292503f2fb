import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";

/**
 * Returns the language of the program in a folder or above it, as Pulumi names it, or undefined when no file says it.
 */
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
        return undefined; // Pulumi itself reports what is wrong with the file
    }
}
