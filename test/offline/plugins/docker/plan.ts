// Stands for: the planned state of Terraform's plugin SDK, which previews show and failed creates record.
import { type PropertyMap, unknown } from "../host/plugin";
import { isUnset } from "./check";
import type { Fields } from "./field";

/** The inputs, and what is only known after the create. */
export function plannedCreate(fields: Fields, outputs: string[], inputs: PropertyMap): PropertyMap {
    const state: PropertyMap = Object.fromEntries(outputs.map((key) => [key, unknown]));
    for (const [key, field] of Object.entries(fields)) {
        const value = inputs[key];
        if (!isUnset(value)) {
            state[key] = withUnknowns(field, value);
        } else if (field.computed) {
            state[key] = unknown;
        }
    }
    return state;
}

/** A planned update keeps what was computed before. */
export function plannedUpdate(fields: Fields, outputs: string[], state: PropertyMap, inputs: PropertyMap): PropertyMap {
    const planned: PropertyMap = {};
    for (const key of [...Object.keys(fields), ...outputs]) {
        const value = isUnset(inputs[key]) && (fields[key]?.computed ?? true) ? state[key] : inputs[key];
        if (!isUnset(value)) {
            planned[key] = value;
        }
    }
    return planned;
}

/** What is known of a planned state. */
export function knownOf(planned: PropertyMap): PropertyMap {
    return Object.fromEntries(Object.entries(planned).filter(([, value]) => value !== unknown));
}

function withUnknowns(field: Fields[string], value: PropertyMap[string]): PropertyMap[string] {
    if (field.type !== "list" || field.element === "string" || !Array.isArray(value)) {
        return value;
    }
    const computed = Object.entries(field.element).filter(([, nested]) => nested.computed);
    return value.map((item) => ({
        ...Object.fromEntries(computed.map(([key]) => [key, unknown])),
        ...(item as PropertyMap),
    }));
}
