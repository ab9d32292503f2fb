import { Failure } from "../failure";
import { applyPatch, type Api } from "../kubernetes/api";
import { find } from "../kubernetes/list";
import { describeReference } from "../kubernetes/object-reference";
import { ResourcePaths } from "../kubernetes/resource-paths";
import { changeTimeoutMs, refusalOf } from "../kubernetes/webhook-configurations";
import { referenceTo, type RenderedObject } from "./stored-release";

/**
 * Applies the deleted objects of a release, as Helm would have created them, and returns their descriptions. Leaves out
 * Jobs, which may have removed themselves when they were finished.
 */
export async function restoreMissing(
    api: Api,
    namespace: string,
    objects: RenderedObject[],
    signal: AbortSignal,
): Promise<string[]> {
    const resourcePaths = new ResourcePaths(api, signal);
    const restored: string[] = [];
    // Sequentially, because Helm stores objects in the order in which they need each other.
    for (const object of objects) {
        const reference = referenceTo(object, namespace);
        const path = await resourcePaths.find(reference);
        if (path === undefined || object.kind === "Job" || (await find(api, path, { signal }))) continue;
        try {
            await apply(api, path, object, signal);
        } catch (error) {
            signal.throwIfAborted();
            const { why, next = "correct chart or values" } = await refusalOf(api, error);
            throw new Failure(`${describeReference(reference)} is missing, and cannot be created again.`, {
                why,
                next: `${next}, then run pulumi up again`,
                cause: error,
            });
        }
        restored.push(describeReference(reference));
    }
    return restored;
}

async function apply(api: Api, path: string, object: RenderedObject, signal: AbortSignal): Promise<void> {
    const options = { query: { fieldManager: "helm" }, body: object, contentType: applyPatch, signal };
    await api.request("PATCH", path, { ...options, timeoutMs: changeTimeoutMs });
}
