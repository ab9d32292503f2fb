import { type Document, isScalar, type Node, visit } from "yaml";

/** Where keys begin that Kubernetes and Helm refuse: maps, lists, and null. */
export function nonTextKeys(document: Document): number[] {
    const offsets: number[] = [];
    visit(document, {
        Pair: (_, { key }) => {
            if (!isScalar(key) || key.value === null) offsets.push((key as Node | null)?.range?.[0] ?? 0);
        },
    });
    return offsets;
}
