import { UnknownValueError } from "@pulumi/policy";

export type Properties = Record<string, unknown>;

/** In place of a value that only the resources before it will tell. What hangs on it is judged in the `up`. */
export const later = Symbol("later");

/** The properties of a resource as plain values. Of those that Pulumi gives, each that is not known yet throws. */
export function plainProperties(properties: object): Properties {
    return Object.fromEntries(Object.keys(properties).map((key) => [key, plainValue(properties, key)]));
}

/** The entries of a list that are objects; none where it is no list, or not known yet. */
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
