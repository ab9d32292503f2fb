import type { V1Secret } from "@kubernetes/client-node";
import { createdAt } from "../kubernetes/object-name";
import { type ObjectReference } from "../kubernetes/object-reference";
import { type WorkloadReference } from "../workloads/workload-reference";
import { workloadProblem } from "../workloads/availability";
import { statusOf } from "./release-records";
import { decodeRelease, objectsIn, referenceTo } from "./stored-release";

/** The objects that Helm creates and waits for in an installation, an upgrade or a rollback. */
export interface ReleaseOperation {
    /** The Jobs and Pods that Helm runs before or after the others, and always waits for. */
    hooks: WorkloadReference[];
    workloads: WorkloadReference[];
}

/** Reads them from Helm's record of a running operation, which Helm writes before it creates anything. */
export function releaseOperation(record: V1Secret, namespace: string): ReleaseOperation {
    const { hooks = [], manifest } = decodeRelease(record.data?.["release"] ?? "");
    const operation = statusOf(record).replace("pending-", "");
    const moments = [`pre-${operation}`, `post-${operation}`];
    const workloads = (text: string) =>
        objectsIn(text)
            .map((object) => referenceTo(object, namespace))
            .filter(isWorkload);
    return {
        hooks: hooks
            .filter(({ events = [] }) => events.some((event) => moments.includes(event)))
            .flatMap(({ manifest }) => workloads(manifest))
            .filter(({ kind }) => kind === "Job" || kind === "Pod")
            // Helm is about to replace an older object of that name.
            .map((reference) => ({ ...reference, since: createdAt(record) })),
        workloads: workloads(manifest),
    };
}

function isWorkload(reference: ObjectReference): reference is WorkloadReference {
    return reference.kind in workloadProblem;
}
