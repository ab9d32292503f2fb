import { type Dirent, readdirSync, statSync } from "node:fs";
import { join, posix, sep } from "node:path";
import picomatch from "picomatch";
import { isKustomization, kustomizationsIn, missingFrom } from "./kustomization";

/**
 * The result for a path: files to read, a kustomization to render, or a problem that continues a sentence that begins
 * with the path.
 */
export type Found = { files: string[] } | { kustomization: string } | { problem: string };

const manifestFile = /\.(?:yaml|yml|json)$/;
/** Patterns as in a shell: `[!a]` excludes, and a `!` at the start is a literal character. */
const dialect = { posix: true, nonegate: true };

/**
 * Resolves a path relative to the folder in which the program runs: a file, a folder, a folder with a kustomization, or
 * a glob pattern.
 */
export function findFiles(path: string, recursive = false): Found {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory()) return inFolder(path, recursive);
    if (recursive) return { problem: "is no folder, so recursive does not go with it" };
    if (stat) return file(path);
    return /[*?[{]/.test(path) ? matching(path) : { problem: "does not exist" };
}

function file(path: string): Found {
    const name = path.split(/[\\/]/).pop() ?? path;
    if (isKustomization(name)) return { problem: "is a kustomization; give its folder" };
    return manifestFile.test(name) ? { files: [path] } : { problem: "is no .yaml, .yml or .json file" };
}

function inFolder(folder: string, recursive: boolean): Found {
    const kustomizations = kustomizationsIn(folder);
    if (kustomizations.length > 1) return { problem: `has more than one kustomization: ${kustomizations.join(", ")}` };
    if (kustomizations.length === 1) {
        if (recursive) return { problem: "has a kustomization, so recursive does not go with it" };
        const missing = missingFrom(folder);
        return missing.length > 0
            ? { problem: `is a kustomization that cannot be rendered: ${missing.join("; ")}` }
            : { kustomization: folder };
    }
    const files = filesIn(folder, recursive);
    if (files.length > 0) return { files };
    const hint =
        !recursive && filesIn(folder, true).length > 0 ? "; with recursive: true, those further down count" : "";
    return { problem: `has no .yaml, .yml or .json file${hint}` };
}

function filesIn(folder: string, recursive: boolean): string[] {
    return readdirSync(folder, { recursive, encoding: "utf8" })
        .filter((name) => manifestFile.test(name))
        .map((name) => join(folder, name))
        .filter(isFile)
        .sort();
}

function matching(path: string): Found {
    const pattern = posix.normalize(path.replaceAll(sep, posix.sep));
    const { base, glob } = picomatch.scan(pattern, dialect);
    const matches = picomatch(pattern, dialect);
    const depth = glob.includes("**") ? Infinity : glob.split("/").length;
    const files = [...below(base, depth)].filter((name) => manifestFile.test(name) && matches(name) && isFile(name));
    return files.length > 0 ? { files: files.sort() } : { problem: "matches no .yaml, .yml or .json file" };
}

/** Yields the files below a folder, down to a depth. Does not follow links to folders, which may form a loop. */
function* below(folder: string, depth: number): Generator<string> {
    for (const entry of entriesOf(folder)) {
        const path = join(folder, entry.name);
        yield path;
        if (depth > 1 && entry.isDirectory()) yield* below(path, depth - 1);
    }
}

/**
 * Returns a folder's entries; none for a folder that the user cannot read, such as one of a database in the program's
 * folder.
 */
function entriesOf(folder: string): Dirent[] {
    try {
        return readdirSync(folder || ".", { withFileTypes: true });
    } catch {
        return [];
    }
}

function isFile(path: string): boolean {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
