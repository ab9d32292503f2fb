// Stands for: the round trip through typed objects by which the real plugin makes equal inputs look equal.
import { containsUnknown, isObject, type Json, type JsonObject, objectAt, textAt, withValue, without } from "../json";
import { isBuiltIn } from "./scope";

const readOnlyMetadata = [
    "creationTimestamp",
    "deletionGracePeriodSeconds",
    "deletionTimestamp",
    "generation",
    "managedFields",
    "resourceVersion",
    "uid",
];

export function normalize(object: JsonObject): JsonObject {
    const shaped = containsUnknown(object) ? object : normalizeKind(object);
    return readOnlyMetadata.reduce((result, field) => withValue(result, ["metadata", field], undefined), shaped);
}

function normalizeKind(object: JsonObject): JsonObject {
    if (!isBuiltIn(textAt(object, "apiVersion"))) {
        return object;
    }
    switch (object.kind) {
        case "CustomResourceDefinition":
            return normalizeDefinition(object);
        case "Secret":
            return normalizeSecret(object);
        default:
            return withoutNulls(object) as JsonObject;
    }
}

function normalizeDefinition(object: JsonObject): JsonObject {
    const preserve = objectAt(object, "spec").preserveUnknownFields;
    const inputs = without(object, "status");
    return preserve === false ? withValue(inputs, ["spec", "preserveUnknownFields"], undefined) : inputs;
}

function normalizeSecret(object: JsonObject): JsonObject {
    const { stringData, ...others } = object;
    const data = objectAt(object, "data");
    if (isObject(stringData) && Object.keys(stringData).length > 0) {
        const encoded = Object.entries(stringData).map(([key, value]) => [
            key,
            Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64"),
        ]);
        return { ...others, data: { ...data, ...(Object.fromEntries(encoded) as JsonObject) } };
    }
    if (Object.keys(data).length === 0) {
        return object;
    }
    return { ...object, data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, canonical(value)])) };
}

/** The API server decodes and encodes again, which drops line breaks. */
function canonical(value: Json): Json {
    return typeof value === "string" ? Buffer.from(value, "base64").toString("base64") : value;
}

function withoutNulls(value: Json): Json {
    if (Array.isArray(value)) {
        return value.map(withoutNulls);
    }
    if (isObject(value)) {
        return Object.fromEntries(
            Object.entries(value)
                .filter(([, item]) => item !== null)
                .map(([key, item]) => [key, withoutNulls(item)]),
        );
    }
    return value;
}
