// Stands for: the hand-over of a plain create's fields to server-side apply, which the real plugin does on update.
import { isObject, type JsonObject, listAt, objectAt, textAt } from "../json";
import { isAnnotated } from "./naming";

/** The manager of plain creates; updates own their fields by a manager of the resource's own. */
export const createManager = "pulumi-kubernetes";

const takenOver = new Set([
    "kubectl/Apply",
    "kubectl/Update",
    "before-first-apply/Update",
    "pulumi-kubernetes/Update",
    "pulumi-kubernetes.exe/Update",
    "pulumi-resource-kubernetes/Update",
]);

/** The managed fields with those of plain creates given to the manager; undefined when none are to be given. */
export function handedOver(live: JsonObject, manager: string): JsonObject[] | undefined {
    const entries = listAt(live, "metadata", "managedFields");
    const taken = entries.filter((entry) => isTakenOver(entry));
    const [first] = taken;
    if (!first) {
        return undefined;
    }
    const own = entries.find((entry) => entry.manager === manager && entry.operation === "Apply");
    const merged: JsonObject = {
        ...(own ?? first),
        manager,
        operation: "Apply",
        fieldsV1: [...(own ? [own] : []), ...taken].map((entry) => objectAt(entry, "fieldsV1")).reduce(union),
    };
    return [...entries.filter((entry) => entry !== own && !isTakenOver(entry)), merged];
}

/** Names that the plugin has had for its plain creates. */
const createManagers = new Set(["pulumi-resource-kubernetes", "pulumi-kubernetes", "pulumi-kubernetes.exe"]);

/**
 * Whether fields of other managers are taken over.
 *
 * @param live undefined in a create.
 */
export function patchForce(
    inputs: JsonObject,
    live: JsonObject | undefined,
    { enablePatchForce, preview }: { enablePatchForce: boolean; preview: boolean },
): boolean {
    if (enablePatchForce || isAnnotated(inputs, "pulumi.com/patchForce")) {
        return true;
    }
    if (!live) {
        return preview;
    }
    const entries = listAt(live, "metadata", "managedFields");
    const handedOverLater = entries.some(
        (entry) => entry.operation === "Update" && createManagers.has(textAt(entry, "manager")),
    );
    return entries.length === 0 || (preview && handedOverLater);
}

function isTakenOver(entry: JsonObject): boolean {
    const ofStatus = textAt(entry, "subresource") !== "";
    return !ofStatus && takenOver.has(`${textAt(entry, "manager")}/${textAt(entry, "operation")}`);
}

function union(left: JsonObject, right: JsonObject): JsonObject {
    return Object.entries(right).reduce<JsonObject>((all, [key, value]) => {
        const known = all[key];
        return { ...all, [key]: isObject(known) && isObject(value) ? union(known, value) : value };
    }, left);
}
