import type { KubernetesObject } from "@kubernetes/client-node";
import { type Api } from "../kubernetes/api";
import { find } from "../kubernetes/list";
import { type ObjectReference, describeReference } from "../kubernetes/object-reference";
import { ResourcePaths } from "../kubernetes/resource-paths";
import { type WorkloadReference } from "./workload-reference";
import { type WorkloadKind, problemOf } from "./availability";

/** Reports whether every object exists and the awaited workloads are available. */
export async function isIntact(
    api: Api,
    references: ObjectReference[],
    awaited: WorkloadReference[],
    signal: AbortSignal,
): Promise<boolean> {
    const availableKinds = new Set<string>(awaited.map(({ kind }) => kind));
    return (await lookUp(api, references, signal)).every(({ reference, object }) => {
        if (!object) return false;
        // A claim may wait for its first pod for ever; the workloads that need it report that.
        if (!availableKinds.has(reference.kind) || reference.kind === "PersistentVolumeClaim") return true;
        return problemOf(reference.kind as WorkloadKind, object) === undefined;
    });
}

/** Returns descriptions of the objects that somebody deleted. */
export async function missingObjects(api: Api, references: ObjectReference[], signal: AbortSignal): Promise<string[]> {
    const found = await lookUp(api, references, signal);
    return found.filter(({ object }) => !object).map(({ reference }) => describeReference(reference));
}

/** Looks up all objects but Jobs: a Job may have removed itself, and an awaited Job has been seen to complete. */
function lookUp(api: Api, references: ObjectReference[], signal: AbortSignal) {
    const resourcePaths = new ResourcePaths(api, signal);
    const expected = references.filter(({ kind }) => kind !== "Job");
    return Promise.all(
        expected.map(async (reference) => {
            const path = await resourcePaths.find(reference);
            const object = path === undefined ? undefined : await find<KubernetesObject>(api, path, { signal });
            return { reference, object };
        }),
    );
}
