import { canonicalJson } from "../../../shared/canonical-json";
import { type Difference, unknownValue } from "../../lifecycle";

export const unchanged: Difference = { changes: false };
export const changed: Difference = { changes: true };

/** Inputs that only change how, or how long, something is reached. A change of them is no change of the resource. */
const insignificant = new Set(["dockerHost", "timeoutSeconds"]);

/** Returns the names of the inputs that differ from before, or are not known yet. */
export function changedKeys<Inputs extends object>(old: Inputs, inputs: Inputs): (keyof Inputs & string)[] {
    const keys = Object.keys(inputs) as (keyof Inputs & string)[];
    return keys.filter((key) => !insignificant.has(key) && (hasUnknown(inputs[key]) || differ(old[key], inputs[key])));
}

/**
 * Returns the inputs, with the old values for those of the given names that are not known yet. In a preview, an unknown
 * value must not cause a replacement, because it will most likely be the same.
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
