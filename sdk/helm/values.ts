/** A tree of Helm values. */
export type Values = Record<string, unknown>;

/** Merges values as Helm does: maps key by key, anything else as a whole, later over earlier; a null stays and deletes. */
export function mergeValues(...layers: Values[]): Values {
    return layers.reduce<Values>((merged, layer) => mergeTwo(merged, layer), {});
}

function mergeTwo(base: Values, over: Values): Values {
    const merged = { ...base };
    for (const [key, value] of Object.entries(over)) {
        const below = merged[key];
        merged[key] = isMap(below) && isMap(value) ? mergeTwo(below, value) : value;
    }
    return merged;
}

function isMap(value: unknown): value is Values {
    return value !== null && typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype;
}
