import { type CST, isCollection, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from "yaml";

/** A mapping, and where its parts are in the text. Without a root, the text has nothing but comments. */
export interface YamlText {
    text: string;
    root?: YAMLMap<Node, Node | null>;
    value: Record<string, unknown>;
}

export function pairOf({ root }: YamlText, key: string): Pair<Node, Node | null> | undefined {
    return root?.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

/** Returns the list of a key, or undefined if the key has no list or an empty one. */
export function listOf(yaml: YamlText, key: string): YAMLSeq<Node> | undefined {
    const value = pairOf(yaml, key)?.value;
    return isSeq<Node>(value) && value.items.length > 0 ? value : undefined;
}

export function isNull(node: Node | null | undefined): boolean {
    return !node || (isScalar(node) && node.value === null);
}

/** Returns whether a node is written in brackets, like JSON. */
export function isFlow(node: Node | undefined): boolean {
    return isCollection(node) && node.flow === true;
}

/** Returns the range of a pair's value, including the colon before it, without the blank before a comment. */
export function valueSpan(pair: Pair<Node, Node | null>): [from: number, to: number] | undefined {
    const separators = (pair as { srcToken?: { sep?: CST.SourceToken[] } }).srcToken?.sep;
    const colon = separators?.find(({ type }) => type === "map-value-ind");
    if (!colon) return undefined;
    const [begin, end] = pair.value?.range ?? [0, 0];
    return [colon.offset, begin === end ? colon.offset + 1 : end];
}

/** Returns the indentation of a list that is not in brackets, and the offsets of its dashes. */
export function dashesOf(list: YAMLSeq): { indent: number; dashes: number[] } {
    const { indent, items } = list.srcToken as CST.BlockSequence;
    const dashes = items.flatMap(({ start }) => start.filter(({ type }) => type === "seq-item-ind"));
    return { indent, dashes: dashes.map(({ offset }) => offset) };
}

export function startOf(node: Node): number {
    return node.range?.[0] ?? 0;
}

export function endOf(node: Node): number {
    return node.range?.[1] ?? 0;
}
