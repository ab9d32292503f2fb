import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair } from "yaml";
import { type Mistake } from "./mistake";
import { setValue, type Tree } from "./tree";

/**
 * The limit for the text that aliases in one document expand to: far more than Kubernetes accepts, far less than a
 * machine's memory.
 */
const megabytes = 16;
const largestExpansion = megabytes * 2 ** 20;

/** The value of a document, and its mistakes other than those of syntax that the parser finds. */
export interface Evaluated {
    value: unknown;
    mistakes: Mistake[];
}

/** A node and its value. The size is that of the text to which an alias to the node expands. */
interface Known {
    node: Node;
    value: unknown;
    size: number;
    isOpen?: boolean;
}

/**
 * Returns the value of a document, and the mistakes for which Kubernetes and Helm refuse it. All aliases of an anchor
 * share one value; the library evaluates the anchor's node again for each alias.
 */
export function evaluate(document: Document): Evaluated {
    const evaluation = new Evaluation();
    const { value } = evaluation.of(document.contents);
    return { value, mistakes: evaluation.mistakes };
}

/** Evaluates a document in one pass. The time depends on the length of the text only, not on what aliases expand to. */
class Evaluation {
    readonly mistakes: Mistake[] = [];
    private readonly anchors = new Map<string, Known>();
    private expanded = 0;

    of(node: unknown): Known {
        if (isAlias(node)) return this.aliased(node.source, node as Node);
        const known: Known = { node: node as Node, value: null, size: 1, isOpen: true };
        const anchor = (node as { anchor?: string } | null)?.anchor;
        if (anchor !== undefined) this.anchors.set(anchor, known);
        if (isScalar(node)) {
            known.value = node.value;
            known.size += node.source?.length ?? 0;
        } else if (isSeq(node)) {
            known.value = node.items.map((item) => this.sized(item, known));
        } else if (isMap(node)) {
            known.value = this.map(node.items, known);
        }
        known.isOpen = false;
        return known;
    }

    private sized(node: unknown, within: Known): unknown {
        const { value, size } = this.of(node);
        within.size += size;
        return value;
    }

    private map(items: Pair[], within: Known): Tree {
        const map: Tree = {};
        const own = new Set<string>();
        for (const { key, value } of items) {
            if (isMerge(key)) {
                this.merge(map, value, within);
                continue;
            }
            const known = isScalar(key) ? (this.of(key).value as string | number | boolean | null) : null;
            const name = known === null ? undefined : String(known);
            if (name === undefined) this.add(key, "a key that is no text");
            else if (own.has(name)) this.add(key, "the same key twice in one mapping");
            within.size += name?.length ?? 0;
            own.add(name ?? "");
            setValue(map, name ?? "", this.sized(value, within));
        }
        return map;
    }

    /** Merges mappings. Keys that exist already win. */
    private merge(map: Tree, node: unknown, within: Known): void {
        const merged = this.of(node);
        within.size += merged.size;
        const sources = isSeq(merged.node) ? (merged.value as unknown[]) : [merged.value];
        for (const source of sources) {
            if (source === null || typeof source !== "object" || Array.isArray(source)) {
                this.add(node, "a merge (<<) of what is no mapping", true);
                return;
            }
            for (const [name, value] of Object.entries(source)) {
                if (!Object.hasOwn(map, name)) setValue(map, name, value);
            }
        }
    }

    private aliased(name: string, alias: Node): Known {
        const known = this.anchors.get(name);
        const wasWithin = this.expanded <= largestExpansion;
        this.expanded += known?.size ?? 0;
        if (!known) this.add(alias, "an alias to an anchor that is not before it", true);
        else if (known.isOpen) this.add(alias, "an alias within what it stands for");
        else if (wasWithin && this.expanded > largestExpansion) {
            this.add(alias, `aliases that stand for over ${megabytes} MB of text`);
        }
        return known && !known.isOpen ? known : { node: alias, value: null, size: 1 };
    }

    private add(node: unknown, what: string, isSyntax = false): void {
        this.mistakes.push({ offset: (node as Node | null)?.range?.[0] ?? 0, what, isSyntax });
    }
}

/** Returns whether a key is a merge key, which the library marks with a symbol. */
function isMerge(key: unknown): boolean {
    return isScalar(key) && typeof key.value === "symbol";
}
