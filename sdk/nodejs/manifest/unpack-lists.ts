import { isRecord, type LocatedValue } from "./kubernetes-object";
import type { Parsed } from "./parse-documents";

/** Replaces every `List`, and every list of a kind such as `PodList`, by its items. */
export function unpackLists(values: LocatedValue[]): Parsed<LocatedValue> {
    const unpacked = values.map(unpack);
    return { found: unpacked.flatMap(({ found }) => found), problems: unpacked.flatMap(({ problems }) => problems) };
}

function unpack(located: LocatedValue): Parsed<LocatedValue> {
    const { value, place, itemPlaces = [], origin, placeOf } = located;
    if (!isRecord(value) || typeof value.kind !== "string") return { found: [located], problems: [] };
    const { kind, items, apiVersion } = value;
    const isList = kind === "List" || (kind.endsWith("List") && Array.isArray(items));
    if (!isList) return { found: [located], problems: [] };
    if (items !== undefined && items !== null && !Array.isArray(items)) {
        return { found: [], problems: [{ path: place, message: "is a List whose items are not a list" }] };
    }
    const itemKind = kind.slice(0, -"List".length);
    return unpackLists(
        ((items ?? []) as unknown[]).map((item, index) => ({
            place: `${itemPlaces[index] ?? place}, item ${index + 1} of a ${kind}`,
            value: isRecord(item) && itemKind !== "" ? { apiVersion, kind: itemKind, ...item } : item,
            origin,
            placeOf: placeOf && ((path) => placeOf(["items", index, ...path])),
        })),
    );
}
