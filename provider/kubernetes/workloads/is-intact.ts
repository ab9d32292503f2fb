import type { KubernetesObject } from "@kubernetes/client-node";
import { type Api } from "../api";
import { find } from "../list";
import { type ObjectReference } from "../object-reference";
import { ResourcePaths } from "../resource-paths";
import { type WorkloadReference } from "./workload";
import { type WorkloadKind, problemOf } from "./workload-problem";

/** Whether every object is there, and what is waited for available. Jobs may have removed themselves. */
export async function isIntact(
    api: Api,
    references: ObjectReference[],
    awaited: WorkloadReference[],
    signal: AbortSignal,
): Promise<boolean> {
    const resourcePaths = new ResourcePaths(api, signal);
    const availableKinds = new Set<string>(awaited.map(({ kind }) => kind));
    const isFine = async (reference: ObjectReference) => {
        if (reference.kind === "Job") return true;
        const path = await resourcePaths.find(reference);
        const object = path === undefined ? undefined : await find<KubernetesObject>(api, path, { signal });
        if (!object) return false;
        // A claim may wait for its first pod for ever; the workloads that need it say so.
        if (!availableKinds.has(reference.kind) || reference.kind === "PersistentVolumeClaim") return true;
        return problemOf(reference.kind as WorkloadKind, object) === undefined;
    };
    return (await Promise.all(references.map(isFine))).every(Boolean);
}
