import { canonicalJson } from "../../../shared/canonical-json";
import { type Difference, unknownValue } from "../../lifecycle";

export const unchanged: Difference = { changes: false };
export const changed: Difference = { changes: true };

/** Reach the same thing by another way, or wait longer for it: no change of the thing. */
const insignificant = new Set(["dockerHost", "timeoutSeconds"]);

/** The names of the inputs that differ from before, or are not known yet. */
export function changedKeys<Inputs extends object>(old: Inputs, inputs: Inputs): (keyof Inputs & string)[] {
    const keys = Object.keys(inputs) as (keyof Inputs & string)[];
    return keys.filter((key) => !insignificant.has(key) && (hasUnknown(inputs[key]) || differ(old[key], inputs[key])));
}

/**
 * The inputs, in which those of these names that are not known yet are as before: in a preview nothing counts as another thing
 * because of what will be known, and will most likely be the same.
 */
export function asBefore<Inputs extends object>(
    old: Inputs,
    inputs: Inputs,
    names: readonly (keyof Inputs & string)[] = Object.keys(inputs) as (keyof Inputs & string)[],
): Inputs {
    const unknown = names.filter((name) => hasUnknown(inputs[name]));
    return { ...inputs, ...Object.fromEntries(unknown.map((name) => [name, old[name]])) };
}

function hasUnknown(value: unknown): boolean {
    return JSON.stringify(value ?? null).includes(unknownValue);
}

function differ(a: unknown, b: unknown): boolean {
    return canonicalJson(a) !== canonicalJson(b);
}
