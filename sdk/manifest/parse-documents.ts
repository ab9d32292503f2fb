import { type Document, isMap, isScalar, LineCounter, type Node, parseAllDocuments } from "yaml";
import type { Problem } from "../validation";
import type { LocatedValue } from "./kubernetes-object";
import { circularAliases } from "../yaml/circular-aliases";
import { kubernetesYaml } from "../yaml/kubernetes-yaml";
import { nonTextKeys } from "../yaml/non-text-keys";

/** What was read, and what was wrong with it. */
export interface Parsed<T> {
    found: T[];
    problems: Problem[];
    /** Whether it is of a secret, of which problems tell nothing. */
    isSecret?: boolean;
}

/**
 * Reads a YAML or JSON text of any number of documents. Empty documents are left out, and lists are taken apart, so
 * that every object has the line it begins at.
 *
 * @param source what to call the text in errors, such as its file.
 */
export function parseDocuments(text: string, source: string): Parsed<LocatedValue> {
    const lines = new LineCounter();
    const documents: Document[] = parseAllDocuments(text, { ...kubernetesYaml, lineCounter: lines });
    const parsed: Parsed<LocatedValue> = { found: [], problems: [] };
    for (const [index, document] of documents.entries()) {
        const place = (offset: number) => `${source}:${lines.linePos(offset).line} (document ${index + 1})`;
        const problems = [
            ...document.errors.map((error) => ({
                path: place(error.pos[0]),
                message: wordsOf(error.code, error.message),
            })),
            ...nonTextKeys(document).map((offset) => ({ path: place(offset), message: "has a key that is no text" })),
            ...circularAliases(document).map((offset) => ({
                path: place(offset),
                message: "has an alias within what it stands for",
            })),
        ];
        parsed.problems.push(...problems);
        if (problems.length > 0 || document.contents === null || isNull(document.contents)) continue;
        try {
            parsed.found.push(...located(document.toJS(), document.contents, place));
        } catch (error) {
            parsed.problems.push({ path: place(0), message: wordsOf("", (error as Error).message) });
        }
    }
    return parsed;
}

function wordsOf(code: string, message: string): string {
    return code === "DUPLICATE_KEY" ? "has the same key twice in one mapping" : `is not valid YAML: ${message}`;
}

function isNull(node: unknown): boolean {
    return isScalar(node) && node.value === null;
}

function located(value: unknown, node: Node, place: (offset: number) => string): LocatedValue[] {
    const items = isMap(node) ? node.get("items", true) : undefined;
    const itemNodes = (items as { items?: Node[] } | undefined)?.items ?? [];
    return [
        { place: place(node.range?.[0] ?? 0), value, itemPlaces: itemNodes.map((item) => place(item.range?.[0] ?? 0)) },
    ];
}
