import { type JsonObject, textAt, without } from "../json";
import { reveal, withSecretsOfKind } from "../secrets";
import { annotation, randomName } from "./naming";
import { fromProperties, toProperties } from "./underscores";

const managerKey = "__fieldManager";
const initialVersionKey = "__initialApiVersion";

/**
 * The object as it lives, and the manager of its fields. The inputs, which the real plugin repeats in `__inputs`, stay
 * out: the engine passes them to every call, and only it knows which of them are secret.
 */
export function stateOf(live: JsonObject, initialApiVersion: string, manager: string): JsonObject {
    return { ...toProperties(withSecretsOfKind(live)), [initialVersionKey]: initialApiVersion, [managerKey]: manager };
}

export function liveOf(state: JsonObject): JsonObject {
    return without(fromProperties(reveal(state)), managerKey, initialVersionKey);
}

export function managerFor(inputs: JsonObject, state: JsonObject = {}): string {
    return (
        annotation(inputs, "pulumi.com/patchFieldManager") ||
        textAt(state, managerKey) ||
        randomName("pulumi-kubernetes-")
    );
}

export function initialApiVersion(state: JsonObject, inputs: JsonObject): string {
    return textAt(state, initialVersionKey) || textAt(inputs, "apiVersion");
}

export function idOf(object: JsonObject): string {
    const [namespace, name] = [textAt(object, "metadata", "namespace"), textAt(object, "metadata", "name")];
    return namespace ? `${namespace}/${name}` : name;
}

export function parseId(id: string): { namespace: string; name: string } {
    const [first = "", second] = id.split("/");
    return second === undefined ? { namespace: "", name: first } : { namespace: first, name: second };
}
