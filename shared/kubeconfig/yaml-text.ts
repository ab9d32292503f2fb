import {
    type CST,
    isCollection,
    isMap,
    isScalar,
    isSeq,
    type Node,
    type Pair,
    stringify,
    type YAMLMap,
    type YAMLSeq,
} from "yaml";
import { intTag } from "../yaml/kubernetes-yaml";
import { positionsIn, readDocument, YamlProblem } from "../yaml/read-yaml";

export { YamlProblem };

/** A mapping and where its parts are in the text; without a root there is nothing but comments. */
export interface YamlText {
    text: string;
    root?: YAMLMap<Node, Node | null>;
    value: Record<string, unknown>;
}

/** @throws YamlProblem where the text is not one mapping. */
export function readYaml(text: string): YamlText {
    const { document, value } = readDocument(text, { keepSourceTokens: true });
    const root: unknown = document.contents;
    if (root === null || (isScalar(root) && root.value === null && root.source === "")) return { text, value: {} };
    const refuse = (message: string, node: Node) => new YamlProblem(message, positionsIn(text)(startOf(node)));
    if (!isMap<Node, Node | null>(root)) throw refuse("it is not a mapping", root as Node);
    for (const key of ["clusters", "users", "contexts"]) {
        const node = root.get(key, true);
        if (node && !isSeq(node) && !isNull(node)) throw refuse(`${key} is not a list`, node);
    }
    return { text, root, value: value as Record<string, unknown> };
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

/** YAML that older parsers, kubectl's among them, read as it was meant: they take a bare `on` for a boolean, `0X1F` for a number. */
export function yamlOf(value: unknown): string {
    return stringify(value, { version: "1.1", lineWidth: 0, customTags: (tags) => [...tags, intTag] });
}

/** Where the text of a pair's value is, with the colon before it; the blank before a comment is no part of it. */
export function valueSpan(pair: Pair<Node, Node | null>): [from: number, to: number] {
    const separators = (pair as { srcToken?: { sep?: CST.SourceToken[] } }).srcToken?.sep;
    const colon = separators?.find(({ type }) => type === "map-value-ind");
    if (!colon) throw new YamlProblem("it has a key without a value");
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
