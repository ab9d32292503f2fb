// Stands for: the wire form of secrets, which the engine reads in outputs whatever a provider accepts in inputs.
import { isObject, type Json, type JsonObject } from "./json";

const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

export function secret(value: Json): JsonObject {
    return { [signatureKey]: secretSignature, value };
}

/** The same properties with every secret in clear. */
export function reveal(value: JsonObject): JsonObject;
export function reveal(value: Json): Json;
export function reveal(value: Json): Json {
    if (Array.isArray(value)) {
        return value.map((item) => reveal(item));
    }
    if (!isObject(value)) {
        return value;
    }
    if (value[signatureKey] === secretSignature) {
        return reveal(value.value ?? null);
    }
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, reveal(item)]));
}

/** `data` and `stringData` of a Secret are secrets, wherever the program marked them or not. */
export function withSecretsOfKind(object: JsonObject): JsonObject {
    if (object.kind !== "Secret") {
        return object;
    }
    const marked = ["data", "stringData"].flatMap((key) =>
        object[key] === undefined ? [] : [[key, secret(object[key])] as const],
    );
    return { ...object, ...Object.fromEntries(marked) };
}
