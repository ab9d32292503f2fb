import { randomBytes } from "node:crypto";
import { unknown } from "../../host/plugin";
import { at, type JsonObject, textAt, withValue } from "../json";

const autonamed = "pulumi.com/autonamed";

export function isNamed(object: JsonObject): boolean {
    return textAt(object, "metadata", "name") !== "";
}

export function isAutonamed(object: JsonObject): boolean {
    return annotation(object, autonamed) === "true";
}

/** An object without a name keeps the one it was given before, or gets one with a random suffix. */
export function named(object: JsonObject, old: JsonObject | undefined, resourceName: string): JsonObject {
    if (isNamed(object)) {
        return object;
    }
    if (old && isAutonamed(old)) {
        return markAutonamed(object, textAt(old, "metadata", "name"));
    }
    if (old || at(object, "metadata", "generateName") !== undefined) {
        return object;
    }
    return markAutonamed(object, randomName(`${resourceName}-`));
}

export function randomName(prefix: string): string {
    return prefix + randomBytes(4).toString("hex");
}

export function annotation(object: JsonObject, name: string): string {
    return textAt(object, "metadata", "annotations", name);
}

/** A boolean annotation whose value is not known yet does not count as set. */
export function isAnnotated(object: JsonObject, name: string): boolean {
    const value = annotation(object, name);
    return value !== unknown && value === "true";
}

function markAutonamed(object: JsonObject, name: string): JsonObject {
    const renamed = withValue(object, ["metadata", "name"], name);
    return withValue(renamed, ["metadata", "annotations", autonamed], "true");
}
