import { isMap, isScalar, isSeq, type Node, stringify } from "yaml";
import { intTag } from "../yaml/kubernetes-yaml";
import { positionsIn, readDocument, YamlProblem } from "../yaml/read-yaml";
import { isNull, startOf, type YamlText } from "../yaml-edit";

export { YamlProblem };

/** @throws YamlProblem if the text is not one mapping. */
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

/**
 * Writes YAML that older parsers such as kubectl's read correctly: it quotes texts that they take for booleans (`on`)
 * or numbers (`0X1F`).
 */
export function yamlOf(value: unknown): string {
    return stringify(value, { version: "1.1", lineWidth: 0, customTags: (tags) => [...tags, intTag] });
}
