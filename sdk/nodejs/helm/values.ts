import { ownValue } from "../validation";
import { isTree, setValue, type Tree } from "../../../shared/yaml/tree";

/** A tree of Helm values. */
export type Values = Tree;

/** Merges values as Helm does: maps key by key, anything else as a whole, later over earlier; a null stays and deletes. */
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
