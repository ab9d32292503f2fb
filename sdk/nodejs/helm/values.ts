import { ownValue } from "../validation";
import { isTree, setValue, type Tree } from "../../../shared/yaml/tree";

/** Values of a Helm chart. */
export type Values = Tree;

/**
 * Merges values as Helm does: maps key by key, other values as a whole, later layers over earlier ones. A null is kept,
 * because Helm removes the chart's default for it.
 */
export function mergeValues(...layers: Values[]): Values {
    return layers.reduce<Values>((merged, layer) => mergeTwo(merged, layer), {});
}

function mergeTwo(base: Values, over: Values): Values {
    const merged = { ...base };
    for (const [key, value] of Object.entries(over)) {
        const below = ownValue(merged, key);
        setValue(merged, key, isTree(below) && isTree(value) ? mergeTwo(below, value) : value);
    }
    return merged;
}
