import { isCollection, isMap, isNode, isScalar, type Node } from "yaml";
import type { Problem } from "../validation";
import type { LocatedValue, PathInObject } from "./kubernetes-object";
import { decodeText } from "../../../shared/yaml/decode-text";
import { jsonStream } from "../../../shared/yaml/json-stream";
import { nulCharacter, positionsIn, type ReadDocument, readDocuments } from "../../../shared/yaml/read-yaml";

/** The values that were read, and the problems with them. */
export interface Parsed<T> {
    found: T[];
    problems: Problem[];
    /** Whether the source is a secret, which problems must not quote. */
    isSecret?: boolean;
}

/** A document, and the offset of its start in the text. */
interface PlacedDocument extends ReadDocument {
    base: number;
}

/**
 * Reads a YAML or JSON text with any number of documents. Skips empty documents, and records the place of each item of
 * a list, so that every object has the line at which it begins.
 *
 * @param source the name of the text in errors, such as its file.
 */
export function parseDocuments(text: string, source: string): Parsed<LocatedValue> {
    const positionOf = positionsIn(text);
    const parsed: Parsed<LocatedValue> = { found: [], problems: [] };
    const nul = text.indexOf("\0");
    if (nul >= 0) {
        const problem = { path: `${source}:${positionOf(nul).line}`, message: `has ${nulCharacter}` };
        return { found: [], problems: [problem] };
    }
    for (const [index, { document, value, mistakes, base }] of documentsOf(text).entries()) {
        const place = (offset: number) => `${source}:${positionOf(base + offset).line} (document ${index + 1})`;
        const problems = mistakes.map(({ offset, what, isSyntax }): Problem => {
            const where = `in column ${positionOf(base + offset).column}`;
            const message = isSyntax ? `is not valid YAML: ${where} it has ${what}` : `has ${what}, ${where}`;
            return { path: place(offset), message };
        });
        parsed.problems.push(...problems);
        if (problems.length > 0 || document.contents === null || isNull(document.contents)) continue;
        parsed.found.push(located(value, document.contents, place));
    }
    return parsed;
}

/** Reads a file in any encoding that `kubectl` accepts. */
export function parseBytes(bytes: Uint8Array, source: string): Parsed<LocatedValue> {
    const decoded = decodeText(bytes, true);
    if ("problem" in decoded) return { found: [], problems: [{ path: source, message: decoded.problem }] };
    return parseDocuments(decoded.text, source);
}

function documentsOf(text: string): PlacedDocument[] {
    const whole = readDocuments(text);
    const spans = whole.some(({ mistakes }) => mistakes.length > 0) ? jsonStream(text) : undefined;
    if (!spans) return whole.map((document) => ({ ...document, base: 0 }));
    return spans.flatMap(({ from, to }) =>
        readDocuments(text.slice(from, to)).map((document) => ({ ...document, base: from })),
    );
}

function isNull(node: unknown): boolean {
    return isScalar(node) && node.value === null;
}

function located(value: unknown, node: Node, place: (offset: number) => string): LocatedValue {
    const items = isMap(node) ? node.get("items", true) : undefined;
    const itemNodes = (items as { items?: Node[] } | undefined)?.items ?? [];
    return {
        place: place(node.range?.[0] ?? 0),
        value,
        itemPlaces: itemNodes.map((item) => place(item.range?.[0] ?? 0)),
        placeOf: (path) => place(offsetOf(node, path)),
    };
}

/**
 * Returns the offset of a field. For a field from an alias or a merge, returns that of the nearest node that is in the
 * text.
 */
function offsetOf(node: Node, path: PathInObject): number {
    let nearest = node;
    for (const part of path) {
        const inner: unknown = isCollection(nearest) ? nearest.get(part, true) : undefined;
        if (!isNode(inner)) break;
        nearest = inner;
    }
    return nearest.range?.[0] ?? 0;
}
