import type { CoreV1Event, KubernetesObject, V1Pod, V1ReplicaSet, V1StorageClass } from "@kubernetes/client-node";
import { environmentGraceSeconds } from "../diagnostics/pod";
import { createdAt, fullName, nameOf } from "../object-name";
import { type ObjectReference } from "../object-reference";
import { podsOf } from "./pods-of";
import { podsRefused } from "./pods-refused";
import { type WorkloadKind, type WorkloadProblem, problemOf } from "./workload-problem";

/** Which workload is meant. */
export interface WorkloadReference extends ObjectReference {
    kind: WorkloadKind;
    /** Of a hook: an object of that name from before this time (RFC 3339, UTC) is another one, and about to be replaced. */
    since?: string;
    /** Of an object that has been made: one that is not there any more was deleted, and does not come back by itself. */
    uid?: string;
}

/** A workload as it is now. */
export interface Workload {
    reference: WorkloadReference;
    /** Undefined when it is available. */
    problem: WorkloadProblem | undefined;
    pods: V1Pod[];
}

export interface LiveObjects {
    /** By kind and namespace. */
    objects(kind: WorkloadKind, namespace: string): KubernetesObject[];
    pods: V1Pod[];
    replicaSets: V1ReplicaSet[];
    /** Undefined where nobody may look at them. */
    storageClasses: V1StorageClass[] | undefined;
    /** What happens while one looks, and the pulls of images that were begun before. */
    events?: CoreV1Event[];
}

const absenceGraceSeconds = 20;

/** Looks at one workload; one that does not exist has that as its problem. */
export function lookAt(reference: WorkloadReference, live: LiveObjects): Workload {
    const { kind, namespace, name, since = "", uid } = reference;
    const object = live
        .objects(kind, namespace)
        .find((candidate) => nameOf(candidate) === name && createdAt(candidate) >= since);
    if (!object) return { reference, problem: mayBeAbsent(reference) ? undefined : absence(uid), pods: [] };
    const pods = podsOf(kind, object, live.pods, live.replicaSets);
    const problem = problemOf(kind, object);
    return { reference, problem: problem && explained(kind, object, problem, pods, live), pods };
}

/** A Job may be set to remove itself when it is done (ttlSecondsAfterFinished), a hook is there for its moment only. */
function mayBeAbsent({ kind, since }: WorkloadReference): boolean {
    return kind === "Job" || since !== undefined;
}

/** What other objects have to say of a problem that the object's own state leaves open. */
function explained(
    kind: WorkloadKind,
    object: KubernetesObject,
    problem: WorkloadProblem,
    pods: V1Pod[],
    { storageClasses, events = [] }: LiveObjects,
): WorkloadProblem | undefined {
    if (problem.hopelessAfterSeconds !== undefined) return problem;
    if (kind === "PersistentVolumeClaim") return unboundProblem(object, problem, pods, storageClasses);
    return podsRefused(kind, object, pods, events) ?? problem;
}

function absence(uid: string | undefined): WorkloadProblem {
    if (uid === undefined) return { message: "it does not exist" };
    return {
        message: "somebody deleted it",
        // A list may be a moment behind.
        hopelessAfterSeconds: absenceGraceSeconds,
        next: "run pulumi up --refresh, which makes it again",
    };
}

/** What a claim's class has to say of a claim that no volume is bound to. */
function unboundProblem(
    claim: KubernetesObject,
    problem: WorkloadProblem,
    pods: V1Pod[],
    classes: V1StorageClass[] | undefined,
): WorkloadProblem | undefined {
    const { spec } = claim as { spec?: { storageClassName?: string; volumeName?: string } };
    const storageClassName = spec?.storageClassName;
    if (!storageClassName) return problem;
    // Its volume may be made only when a pod wants it.
    if (!classes) return pods.length > 0 ? problem : undefined;
    const storageClass = classes.find((candidate) => nameOf(candidate) === storageClassName);
    if (storageClass?.volumeBindingMode === "WaitForFirstConsumer" && pods.length === 0) return undefined;
    // A claim that names its volume needs no class that exists.
    if (storageClass || spec.volumeName) return problem;
    const message = `${problem.message}, and its storage class ${storageClassName} does not exist`;
    return { message, hopelessAfterSeconds: environmentGraceSeconds };
}

/** What is awaited, in a line: `1 of 3 Deployments available; podinfo/podinfo-7c9: pulling image`. */
export function summary(workloads: Workload[], podStates: string[]): string {
    const kinds = [...new Set(workloads.map(({ reference }) => reference.kind))];
    const counts = kinds.flatMap((kind) => {
        const all = workloads.filter(({ reference }) => reference.kind === kind);
        const available = all.filter(({ problem }) => problem === undefined);
        if (available.length === all.length) return [];
        return `${available.length} of ${all.length} ${kind}${all.length === 1 ? "" : "s"} ${doneWord[kind] ?? "available"}`;
    });
    return [...counts, ...podStates.slice(0, 2)].join("; ");
}

const doneWord: Partial<Record<WorkloadKind, string>> = {
    Job: "completed",
    PersistentVolumeClaim: "bound",
    Pod: "ready",
    Service: "with an address",
};

/** The pods of unavailable workloads, each once. */
export function troubledPods(workloads: Workload[]): V1Pod[] {
    const pods = workloads.filter(({ problem }) => problem).flatMap((workload) => workload.pods);
    return [...new Map(pods.map((pod) => [fullName(pod), pod])).values()];
}

export function inNamespaces(references: ObjectReference[]): string[] {
    return [...new Set(references.map(({ namespace }) => namespace))];
}
