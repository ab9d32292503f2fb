import { isDeferred } from "../validation";
import { isRecord } from "./kubernetes-object";

/**
 * Removes nulls from an object's metadata as `kubectl` does, which charts and generators leave when they have no value:
 * a null counts as absent, and so does the namespace `""`. An object without nulls is returned as it is.
 */
export function withoutNulls(value: unknown): unknown {
    if (!isRecord(value) || !isRecord(value.metadata) || isDeferred(value.metadata)) return value;
    const { metadata } = value;
    const absent = ["name", "generateName", "namespace"].filter(
        (field) => metadata[field] === null || (field === "namespace" && metadata[field] === ""),
    );
    const maps = ["labels", "annotations"].flatMap((field) => {
        const map = metadata[field];
        if (!isRecord(map) || isDeferred(map) || !Object.values(map).includes(null)) return [];
        return [[field, Object.fromEntries(Object.entries(map).filter(([, entry]) => entry !== null))] as const];
    });
    if (absent.length === 0 && maps.length === 0) return value;
    const kept = Object.entries(metadata).filter(([field]) => !absent.includes(field));
    return { ...value, metadata: { ...Object.fromEntries(kept), ...Object.fromEntries(maps) } };
}
