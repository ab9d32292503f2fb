import type { V1Pod } from "@kubernetes/client-node";
import { createdAt, fullName, nameOf } from "../kubernetes/object-name";
import { type ObjectReference } from "../kubernetes/object-reference";
import { absence, leaving } from "./absence";
import { explained } from "./explanation";
import { type LiveObjects } from "./live-objects";
import { podsOf } from "./pods-of";
import { type WorkloadKind, type WorkloadProblem, problemOf } from "./availability";
import { type WorkloadReference } from "./workload-reference";

/** The present state of a workload. */
export interface Workload {
    reference: WorkloadReference;
    /** The uid of the existing object. */
    uid?: string;
    /** Undefined when the workload is available. */
    problem: WorkloadProblem | undefined;
    pods: V1Pod[];
}

/** Returns the state of one workload. If the object does not exist, that is its problem. */
export function lookAt(reference: WorkloadReference, live: LiveObjects): Workload {
    const { kind, namespace, name, since = "" } = reference;
    const object = live
        .objects(kind, namespace)
        .find((candidate) => nameOf(candidate) === name && createdAt(candidate) >= since);
    if (!object) return { reference, problem: absence(reference, live.jobEvents ?? []), pods: [] };
    const pods = podsOf(kind, object, live.pods, live.replicaSets);
    const problem = problemOf(kind, object);
    const explanation =
        leaving(reference, object, problem) ?? (problem && explained(kind, object, problem, pods, live));
    return { reference, uid: object.metadata?.uid, problem: explanation, pods };
}

/** Returns the progress of a wait in one line: `1 of 3 Deployments available; podinfo/podinfo-7c9: pulling image`. */
export function summary(looked: Workload[], podStates: string[]): string {
    // A hook that does not exist has not begun, or is over.
    const workloads = looked.filter(({ reference, uid }) => reference.since === undefined || uid !== undefined);
    const kinds = [...new Set(workloads.map(({ reference }) => reference.kind))];
    const counts = kinds.flatMap((kind) => {
        const all = workloads.filter(({ reference }) => reference.kind === kind);
        const available = all.filter(({ problem }) => problem === undefined);
        if (available.length === all.length) return [];
        return `${available.length} of ${all.length} ${kind}${all.length === 1 ? "" : "s"} ${doneWord[kind] ?? "available"}`;
    });
    const causes = workloads.flatMap(({ reference: { namespace, name }, problem }) =>
        problem?.isCause ? [`${namespace}/${name}: ${problem.message}`] : [],
    );
    return [...counts, ...[...causes, ...podStates].slice(0, 2)].join("; ");
}

const doneWord: Partial<Record<WorkloadKind, string>> = {
    Job: "completed",
    PersistentVolumeClaim: "bound",
    Pod: "ready",
    Service: "with an address",
};

/** Returns the pods of unavailable workloads, each once. */
export function troubledPods(workloads: Workload[]): V1Pod[] {
    const pods = workloads.filter(({ problem }) => problem).flatMap((workload) => workload.pods);
    return [...new Map(pods.map((pod) => [fullName(pod), pod])).values()];
}

export function inNamespaces(references: ObjectReference[]): string[] {
    return [...new Set(references.map(({ namespace }) => namespace))];
}
