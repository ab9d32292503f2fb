import { isObject, type Json, type JsonObject } from "../json";

const dashed = [
    "x-kubernetes-embedded-resource",
    "x-kubernetes-int-or-string",
    "x-kubernetes-list-map-keys",
    "x-kubernetes-list-type",
    "x-kubernetes-map-type",
    "x-kubernetes-preserve-unknown-fields",
    "x-kubernetes-validations",
];
const toDash = new Map(dashed.map((key) => [key.replaceAll("-", "_"), key]));
const toUnderscore = new Map(dashed.map((key) => [key, key.replaceAll("-", "_")]));

/** Properties have no dashes in Pulumi's SDKs, where the schema of a CustomResourceDefinition has them. */
export function fromProperties(properties: JsonObject): JsonObject {
    return renameKeys(properties, toDash) as JsonObject;
}

export function toProperties(object: JsonObject): JsonObject {
    return renameKeys(object, toUnderscore) as JsonObject;
}

function renameKeys(value: Json, names: ReadonlyMap<string, string>): Json {
    if (Array.isArray(value)) {
        return value.map((item) => renameKeys(item, names));
    }
    if (isObject(value)) {
        return Object.fromEntries(
            Object.entries(value).map(([key, item]) => [names.get(key) ?? key, renameKeys(item, names)]),
        );
    }
    return value;
}
