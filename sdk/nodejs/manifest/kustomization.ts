import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";

const kustomizationFile = /^(?:kustomization\.yaml|kustomization\.yml|Kustomization)$/;
/**
 * The fields with files and folders. If there is no such file, kustomize takes the entry for the URL of a repository.
 */
const fields = ["resources", "bases", "components", "generators", "transformers", "validators"];

/** Returns the names of a folder's kustomization files. Kustomize accepts only one. */
export function kustomizationsIn(folder: string): string[] {
    return readdirSync(folder).filter((name) => kustomizationFile.test(name));
}

export function isKustomization(fileName: string): boolean {
    return kustomizationFile.test(fileName);
}

/**
 * Returns a message for each missing file that the kustomization of a folder, or of a folder that it names, refers to.
 * Kustomize would take the name for the URL of a repository, try to download it for half a minute, and report that
 * failure.
 */
export function missingFrom(folder: string, seen = new Set<string>()): string[] {
    if (seen.has(resolve(folder))) return [];
    seen.add(resolve(folder));
    const { file, text } = kustomizationOf(folder);
    return entriesOf(text).flatMap(({ field, entry, line }) => {
        const path = resolve(folder, entry);
        const stat = statSync(path, { throwIfNoEntry: false });
        if (stat) return stat.isDirectory() ? missingFrom(join(folder, entry), seen) : [];
        return isElsewhere(entry) ? [] : [`${file}:${line} names "${entry}" under ${field}, which does not exist`];
    });
}

interface Entry {
    field: string;
    entry: string;
    line: number;
}

/**
 * Returns a folder's kustomization. If it cannot be read, the text is empty, because kustomize itself reports the
 * reason.
 */
function kustomizationOf(folder: string): { file: string; text: string } {
    try {
        const file = join(folder, kustomizationsIn(folder)[0] ?? "");
        return { file, text: readFileSync(file, "utf8") };
    } catch {
        return { file: folder, text: "" };
    }
}

function entriesOf(text: string): Entry[] {
    const lines = new LineCounter();
    const { contents } = parseDocument(text, { lineCounter: lines, logLevel: "silent" });
    if (!isMap(contents)) return [];
    return fields.flatMap((field) => {
        const list = contents.get(field, true);
        if (!isSeq(list)) return [];
        return list.items.flatMap((item): Entry[] => {
            // Text with line breaks is an object, which some of these fields may contain too.
            if (!isScalar(item) || typeof item.value !== "string" || /^$|\n/.test(item.value)) return [];
            return [{ field, entry: item.value, line: lines.linePos(item.range?.[0] ?? 0).line }];
        });
    });
}

/**
 * Returns whether an entry is the URL of a repository: with a scheme, with a colon as in `git@host:path`, or with a
 * host at the start as in `github.com/a/b`.
 */
function isElsewhere(entry: string): boolean {
    return /^[^/]*:|^[^./][^/]*\.[^/.]+\/|\?ref=|\?version=/.test(entry);
}
