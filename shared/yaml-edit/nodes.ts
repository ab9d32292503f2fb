import { type CST, isCollection, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from "yaml";

/** A mapping and where its parts are in the text; without a root there is nothing but comments. */
export interface YamlText {
    text: string;
    root?: YAMLMap<Node, Node | null>;
    value: Record<string, unknown>;
}

export function pairOf({ root }: YamlText, key: string): Pair<Node, Node | null> | undefined {
    return root?.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

/** The items of a list; none where there is no list. */
export function listOf(yaml: YamlText, key: string): YAMLSeq<Node> | undefined {
    const value = pairOf(yaml, key)?.value;
    return isSeq<Node>(value) && value.items.length > 0 ? value : undefined;
}

export function isNull(node: Node | null | undefined): boolean {
    return !node || (isScalar(node) && node.value === null);
}

/** Written in brackets, as JSON is. */
export function isFlow(node: Node | undefined): boolean {
    return isCollection(node) && node.flow === true;
}

/** Where the text of a pair's value is, with the colon before it; the blank before a comment is no part of it. */
export function valueSpan(pair: Pair<Node, Node | null>): [from: number, to: number] | undefined {
    const separators = (pair as { srcToken?: { sep?: CST.SourceToken[] } }).srcToken?.sep;
    const colon = separators?.find(({ type }) => type === "map-value-ind");
    if (!colon) return undefined;
    const [begin, end] = pair.value?.range ?? [0, 0];
    return [colon.offset, begin === end ? colon.offset + 1 : end];
}

/** The offsets of the dashes of a list that is not in brackets, and how far it is indented. */
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
