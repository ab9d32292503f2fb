// Stands for: Diff of Pulumi's Terraform bridge: what is recorded against what the program asks for.
import { type DiffResult, type PropertyMap, type PropertyValue, unknown } from "../host/plugin";
import { defaultsKey, isMap, isUnset, isZero } from "./check";
import type { Field, Fields } from "./field";

export interface DiffOptions {
    fields: Fields;
    state: PropertyMap;
    inputs: PropertyMap;
    ignoreChanges: string[];
    alwaysDeleteBeforeReplace: boolean;
}

export function diffInputs({
    fields,
    state,
    inputs,
    ignoreChanges,
    alwaysDeleteBeforeReplace,
}: DiffOptions): DiffResult {
    const changed = Object.entries(fields).filter(
        ([key, field]) => !ignoreChanges.includes(key) && differs(field, state[key], inputs[key]),
    );
    const replaces = changed.filter(([, field]) => field.replace).map(([key]) => key);
    return {
        changes: changed.length > 0,
        diffs: changed.map(([key]) => key),
        replaces,
        deleteBeforeReplace: replaces.length > 0 && (alwaysDeleteBeforeReplace || isNamedByUser(fields, inputs)),
    };
}

/** Two objects cannot have one name: the bridge deletes first unless it made the name itself. */
function isNamedByUser(fields: Fields, inputs: PropertyMap): boolean {
    const defaults = (inputs[defaultsKey] ?? []) as string[];
    return Object.entries(fields).some(
        ([key, field]) => field.autonamed && !isUnset(inputs[key]) && !defaults.includes(key),
    );
}

function differs(field: Field, old: PropertyValue | undefined, value: PropertyValue | undefined): boolean {
    if (containsUnknown(value)) {
        return true;
    }
    if (isUnset(value) && field.computed) {
        return false;
    }
    if (field.suppress?.(old, value)) {
        return false;
    }
    return canonical(field, old, undefined) !== canonical(field, value, old);
}

/** A text that is the same for values that mean the same; `recorded` fills in what is computed. */
function canonical(field: Field, value: PropertyValue | undefined, recorded: PropertyValue | undefined): string {
    if (isUnset(value) && field.computed && !isUnset(recorded)) {
        return canonical(field, recorded, undefined);
    }
    if (isZero(value)) {
        return field.type === "object" ? canonicalObject(field.fields, {}, undefined) : "";
    }
    switch (field.type) {
        case "list":
        case "set": {
            const old = Array.isArray(recorded) ? recorded : [];
            const items = Array.isArray(value) ? value : [];
            const texts = items.map((item, index) =>
                field.element === "string"
                    ? JSON.stringify(item)
                    : canonicalObject(field.element, item, field.type === "list" ? old[index] : undefined),
            );
            return `[${(field.type === "set" ? [...new Set(texts)].sort() : texts).join()}]`;
        }
        case "object":
            return canonicalObject(field.fields, value, recorded);
        case "map":
            return JSON.stringify(isMap(value) ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)) : value);
        default:
            return JSON.stringify(value);
    }
}

function canonicalObject(
    fields: Fields,
    value: PropertyValue | undefined,
    recorded: PropertyValue | undefined,
): string {
    const properties = isMap(value) ? value : {};
    const old = isMap(recorded) ? recorded : {};
    const texts = Object.entries(fields).map(([key, field]) => canonical(field, properties[key], old[key]));
    return `{${texts.join()}}`;
}

export function containsUnknown(value: PropertyValue | undefined): boolean {
    return (
        value === unknown || (typeof value === "object" && value !== null && Object.values(value).some(containsUnknown))
    );
}
