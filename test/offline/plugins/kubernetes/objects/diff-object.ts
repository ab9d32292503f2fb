import type { DiffResult } from "../../host/plugin";
import { type JsonObject, textAt, withValue } from "../json";
import { changesBetween, contains, readPath, writePath } from "./changes";
import { equivalenceFor } from "./equivalence";
import { forceNewPaths, type Mutability, touches } from "./force-new";
import { isAutonamed, isNamed } from "./naming";
import { normalize } from "./normalize";
import { pruneToShape } from "./prune";

export interface ObjectDiffRequest {
    live: JsonObject;
    oldInputs: JsonObject;
    inputs: JsonObject;
    ignoreChanges: string[];
    namespaced: boolean;
    mutability: Mutability;
}

/** Compares what the program asks for with the same fields of the object as it was last seen. */
export function diffObject({ live, ignoreChanges, namespaced, mutability, ...request }: ObjectDiffRequest): DiffResult {
    const oldInputs = normalize(request.oldInputs);
    const inputs = inScope(normalize(request.inputs), namespaced);
    const before = comparable(live, oldInputs, inputs, namespaced);

    const ignored = ignoreChanges.map(readPath);
    const changes = changesBetween(before, inputs, equivalenceFor(oldInputs, inputs)).filter(
        ({ path }) => !ignored.some((outer) => contains(outer, path)),
    );
    const forceNew = forceNewPaths(inputs, mutability);
    const replaces = changes
        .filter(
            ({ path, value, kind }) =>
                touches(path, value, forceNew) || (kind === "delete" && writePath(path) === "metadata"),
        )
        .map(({ path }) => writePath(path));
    return {
        changes: changes.length > 0,
        diffs: [...new Set(changes.map(({ path }) => String(path[0])))],
        replaces,
        deleteBeforeReplace: replaces.length > 0 && keepsItsName(live, inputs),
    };
}

/** The inputs as the live object has them: the program's own, unless the object has drifted away from them. */
export function inputsAsLive(live: JsonObject, inputs: JsonObject): JsonObject {
    const shape = normalize(inputs);
    const pruned = pruneToShape(live, shape);
    return changesBetween(pruned, shape, equivalenceFor(shape, shape)).length > 0 ? pruned : inputs;
}

function comparable(live: JsonObject, oldInputs: JsonObject, inputs: JsonObject, namespaced: boolean): JsonObject {
    const pruned = inScope(pruneToShape(live, oldInputs), namespaced);
    const typed = { apiVersion: inputs.apiVersion ?? "", kind: inputs.kind ?? "", ...pruned };
    return isNamed(inputs) ? withValue(typed, ["metadata", "name"], textAt(live, "metadata", "name")) : typed;
}

function inScope(object: JsonObject, namespaced: boolean): JsonObject {
    const namespace = textAt(object, "metadata", "namespace") || "default";
    return withValue(object, ["metadata", "namespace"], namespaced ? namespace : undefined);
}

function keepsItsName(live: JsonObject, inputs: JsonObject): boolean {
    const same = (field: string): boolean => textAt(inputs, "metadata", field) === textAt(live, "metadata", field);
    return isNamed(inputs) && !isAutonamed(inputs) && same("name") && same("namespace");
}
