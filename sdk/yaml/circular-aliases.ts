import { type Document, type Node, visit } from "yaml";

/** Where aliases stand for a list or a map that they are in: it would have no end. */
export function circularAliases(document: Document): number[] {
    const offsets: number[] = [];
    visit(document, {
        Alias: (_, alias, path) => {
            const target = alias.resolve(document);
            if (target && (path as Node[]).includes(target)) offsets.push(alias.range?.[0] ?? 0);
        },
    });
    return offsets;
}
