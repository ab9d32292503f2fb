import type { PropertyMap, PropertyValue } from "../host/plugin";
import { unknown } from "../host/plugin";

export type Json = PropertyValue;
export type JsonObject = PropertyMap;

export function isObject(value: unknown): value is JsonObject {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at a path of keys and indexes, undefined when anything on the way is missing. */
export function at(value: Json | undefined, ...path: (string | number)[]): Json | undefined {
    return path.reduce<Json | undefined>((current, key) => {
        if (typeof key === "number") {
            return Array.isArray(current) ? current[key] : undefined;
        }
        return isObject(current) && Object.hasOwn(current, key) ? current[key] : undefined;
    }, value);
}

export function textAt(value: Json | undefined, ...path: (string | number)[]): string {
    const found = at(value, ...path);
    return typeof found === "string" ? found : "";
}

export function numberAt(value: Json | undefined, ...path: (string | number)[]): number | undefined {
    const found = at(value, ...path);
    return typeof found === "number" ? found : undefined;
}

export function objectAt(value: Json | undefined, ...path: (string | number)[]): JsonObject {
    const found = at(value, ...path);
    return isObject(found) ? found : {};
}

export function listAt(value: Json | undefined, ...path: (string | number)[]): JsonObject[] {
    const found = at(value, ...path);
    return Array.isArray(found) ? found.filter(isObject) : [];
}

/** A copy with the value at the path set, or removed when it is undefined. */
export function withValue(object: JsonObject, path: string[], value: Json | undefined): JsonObject {
    const [key, ...rest] = path;
    if (key === undefined) {
        return object;
    }
    if (rest.length > 0) {
        const child = object[key];
        if (!isObject(child) && value === undefined) {
            return object;
        }
        return { ...object, [key]: withValue(isObject(child) ? child : {}, rest, value) };
    }
    return value === undefined ? without(object, key) : { ...object, [key]: value };
}

export function without(object: JsonObject, ...keys: string[]): JsonObject {
    return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

export function deepEqual(left: Json | undefined, right: Json | undefined): boolean {
    if (Array.isArray(left) && Array.isArray(right)) {
        return left.length === right.length && left.every((item, index) => deepEqual(item, right[index]));
    }
    if (isObject(left) && isObject(right)) {
        const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
        return [...keys].every((key) => deepEqual(at(left, key), at(right, key)));
    }
    return left === right;
}

export function containsUnknown(value: Json | undefined): boolean {
    if (Array.isArray(value)) {
        return value.some(containsUnknown);
    }
    if (isObject(value)) {
        return Object.values(value).some(containsUnknown);
    }
    return value === unknown;
}
