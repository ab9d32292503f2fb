import { applyPatch, type Api } from "../api";
import { find } from "../list";
import { describeReference } from "../object-reference";
import { ResourcePaths } from "../resource-paths";
import { referenceTo, type RenderedObject } from "./stored-release";

/**
 * Applies the objects of a release that somebody deleted, as Helm would have made them. Jobs are left out: they may
 * have removed themselves after they were done. Tells what it made.
 */
export async function restoreMissing(
    api: Api,
    namespace: string,
    objects: RenderedObject[],
    signal: AbortSignal,
): Promise<string[]> {
    const resourcePaths = new ResourcePaths(api, signal);
    const restored: string[] = [];
    // One after the other: Helm stores them in the order in which they need each other.
    for (const object of objects) {
        const reference = referenceTo(object, namespace);
        const path = await resourcePaths.find(reference);
        if (path === undefined || object.kind === "Job" || (await find(api, path, { signal }))) continue;
        const query = { fieldManager: "helm" };
        await api.request("PATCH", path, { query, body: object, contentType: applyPatch, signal });
        restored.push(describeReference(reference));
    }
    return restored;
}
