import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";

const kustomizationFile = /^(?:kustomization\.yaml|kustomization\.yml|Kustomization)$/;
/** Fields of files and folders that kustomize takes for addresses of repositories when there are no such files here. */
const fields = ["resources", "bases", "components", "generators", "transformers", "validators"];

/** The names of a folder's kustomizations; kustomize takes one. */
export function kustomizationsIn(folder: string): string[] {
    return readdirSync(folder).filter((name) => kustomizationFile.test(name));
}

export function isKustomization(fileName: string): boolean {
    return kustomizationFile.test(fileName);
}

/**
 * What the kustomization of a folder, and those of the folders that it names, name and is not there, in words for each. Kustomize
 * looks for such a folder in a repository of that name, for half a minute, and then tells of that.
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

/** Of what cannot be read kustomize itself says why. */
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
            // With line breaks it is the text of an object, which some of these fields may have too.
            if (!isScalar(item) || typeof item.value !== "string" || /^$|\n/.test(item.value)) return [];
            return [{ field, entry: item.value, line: lines.linePos(item.range?.[0] ?? 0).line }];
        });
    });
}

/** An address: with a scheme, or a colon as in `git@host:path`, or beginning with a host as in `github.com/a/b`. */
function isElsewhere(entry: string): boolean {
    return /^[^/]*:|^[^./][^/]*\.[^/.]+\/|\?ref=|\?version=/.test(entry);
}
