import { ownValue } from "../validation";

/** A tree of Helm values. */
export type Values = Record<string, unknown>;

/** Merges values as Helm does: maps key by key, anything else as a whole, later over earlier; a null stays and deletes. */
export function mergeValues(...layers: Values[]): Values {
    return layers.reduce<Values>((merged, layer) => mergeTwo(merged, layer), {});
}

function mergeTwo(base: Values, over: Values): Values {
    const merged = { ...base };
    for (const [key, value] of Object.entries(over)) {
        const below = ownValue(merged, key);
        setValue(merged, key, isMap(below) && isMap(value) ? mergeTwo(below, value) : value);
    }
    return merged;
}

/** The values with maps and lists of their own, so that they can be changed; anything else, such as an Output, is the same. */
export function copyOf<T>(value: T): T {
    if (Array.isArray(value)) return value.map(copyOf) as T;
    if (!isMap(value)) return value;
    const copy: Values = {};
    for (const [key, inner] of Object.entries(value)) setValue(copy, key, copyOf(inner));
    return copy as T;
}

export function isMap(value: unknown): value is Values {
    return value !== null && typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype;
}

/** Sets a name that may be `__proto__`. */
export function setValue(map: Values, key: string, value: unknown): void {
    Object.defineProperty(map, key, { value, configurable: true, enumerable: true, writable: true });
}
