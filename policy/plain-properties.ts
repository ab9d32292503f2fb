import { UnknownValueError } from "@pulumi/policy";

export type Properties = Record<string, unknown>;

/** Stands for a value that is not known during a preview. A policy judges such a value during `pulumi up`. */
export const later = Symbol("later");

/**
 * Returns the properties of a resource as plain values. Reading a property that is not known yet throws; it becomes
 * {@link later}.
 */
export function plainProperties(properties: object): Properties {
    return Object.fromEntries(Object.keys(properties).map((key) => [key, plainValue(properties, key)]));
}

/** Returns the entries of a list that are objects. Returns none if the value is not a list or is not known yet. */
export function entriesOf(list: unknown): Properties[] {
    if (!Array.isArray(list)) return [];
    return list.filter((entry): entry is Properties => typeof entry === "object" && entry !== null);
}

function plainValue(holder: object, key: string): unknown {
    try {
        const value = (holder as Properties)[key];
        if (typeof value !== "object" || value === null) return value;
        const plain = plainProperties(value);
        return Array.isArray(value) ? Object.values(plain) : plain;
    } catch (error) {
        if (error instanceof UnknownValueError) return later;
        throw error;
    }
}
