import type { DiffResult } from "../../host/plugin";
import { deepEqual, isObject, type JsonObject, without } from "../json";
import { type Change, changesBetween, type Path, writePath } from "../objects/changes";
import { touches } from "../objects/force-new";

/** What the new inputs change in the state, and what of the old inputs they leave out. */
export function diffRelease(state: JsonObject, oldInputs: JsonObject, news: JsonObject): DiffResult {
    const olds = without(oldInputs, "checksum", "resourceNames");
    const changes = [...settings(state, news), ...removals(olds, news)];
    const replaces = changes
        .filter(({ path, value }) => touches(path, value, ["name", "namespace"]))
        .map(({ path }) => writePath(path));
    return {
        changes: changes.length > 0,
        diffs: [...new Set(changes.map(({ path }) => String(path[0])))],
        replaces,
        deleteBeforeReplace: false,
    };
}

/** Outputs that no input names stay as they are. */
function settings(state: JsonObject, news: JsonObject): Change[] {
    return changesBetween(state, news).filter(({ kind, path }) => kind !== "delete" || path.some(isIndex));
}

function removals(olds: JsonObject, news: JsonObject, path: Path = []): Change[] {
    return Object.entries(olds).flatMap(([key, value]): Change[] => {
        const next = news[key];
        if (!Object.hasOwn(news, key)) {
            return [{ path: [...path, key], kind: "delete", value: undefined }];
        }
        if (isObject(value) && isObject(next) && !deepEqual(value, next)) {
            return removals(value, next, [...path, key]);
        }
        return [];
    });
}

function isIndex(step: Path[number]): boolean {
    return typeof step === "number";
}
