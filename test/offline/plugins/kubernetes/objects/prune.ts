import { isObject, type Json, type JsonObject } from "../json";

/** What of the live object has a counterpart in the shape: the fields that the program asked for. */
export function pruneToShape(live: JsonObject, shape: JsonObject): JsonObject {
    return Object.fromEntries(
        Object.entries(live)
            .filter(([key]) => Object.hasOwn(shape, key))
            .map(([key, value]) => [key, pruneValue(value, shape[key] ?? null)]),
    );
}

function pruneValue(live: Json, shape: Json): Json {
    if (isObject(live) && isObject(shape)) {
        return pruneToShape(live, shape);
    }
    if (Array.isArray(live) && Array.isArray(shape)) {
        return live.slice(0, shape.length).map((item, index) => pruneValue(item, shape[index] ?? null));
    }
    return live;
}
