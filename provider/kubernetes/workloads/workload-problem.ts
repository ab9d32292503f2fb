import type {
    KubernetesObject,
    V1DaemonSet,
    V1Deployment,
    V1Job,
    V1PersistentVolumeClaim,
    V1Pod,
    V1ReplicaSet,
    V1Service,
    V1StatefulSet,
} from "@kubernetes/client-node";
import { podProblem } from "../diagnostics/pod";

/** Why a workload is not available yet. */
export interface WorkloadProblem {
    message: string;
    /** After how long only a change by people helps; undefined while it may well pass by itself. */
    hopelessAfterSeconds?: number;
    /** What to do about it, where that is no matter of the object's text. */
    next?: string;
}

interface Condition {
    type: string;
    status: string;
    reason?: string;
    message?: string;
}

/** A quota or an admission webhook may be corrected by a resource beside this one. */
const refusalGraceSeconds = 30;

export interface WorkloadKinds {
    Deployment: V1Deployment;
    StatefulSet: V1StatefulSet;
    DaemonSet: V1DaemonSet;
    ReplicaSet: V1ReplicaSet;
    Pod: V1Pod;
    Job: V1Job;
    PersistentVolumeClaim: V1PersistentVolumeClaim;
    Service: V1Service;
}

export type WorkloadKind = keyof WorkloadKinds;

/** By kind: what keeps an object from being available; undefined when nothing does. */
export const workloadProblem: {
    [Kind in WorkloadKind]: (object: WorkloadKinds[Kind]) => WorkloadProblem | undefined;
} = {
    Deployment: ({ metadata, spec, status }) => {
        const refused = refusal(status?.conditions);
        if (refused) return refused;
        const late = condition(status?.conditions, "Progressing");
        if (late?.status === "False" && isObserved(metadata, status)) {
            return { message: late.message ?? "it makes no progress", hopelessAfterSeconds: 0 };
        }
        const updated = status?.updatedReplicas ?? 0;
        const available = Math.min(updated, status?.availableReplicas ?? 0);
        const short = behind(available, spec?.replicas ?? 1, isObserved(metadata, status));
        // While old pods are there, it may be they that are available (as kubectl rollout status looks at it).
        const old = (status?.replicas ?? updated) - updated;
        return short ?? (old > 0 ? { message: `${old} old pod${old === 1 ? "" : "s"} not replaced yet` } : undefined);
    },
    StatefulSet: ({ metadata, spec, status }) => {
        const updated = spec?.updateStrategy?.type === "OnDelete" ? Infinity : updatedReplicas(spec, status);
        const ready = Math.min(status?.readyReplicas ?? 0, updated);
        return behind(ready, spec?.replicas ?? 1, isObserved(metadata, status));
    },
    DaemonSet: ({ metadata, spec, status }) => {
        const updated = spec?.updateStrategy?.type === "OnDelete" ? Infinity : (status?.updatedNumberScheduled ?? 0);
        const available = Math.min(status?.numberAvailable ?? 0, updated);
        return behind(available, status?.desiredNumberScheduled ?? 0, isObserved(metadata, status));
    },
    ReplicaSet: ({ metadata, spec, status }) =>
        refusal(status?.conditions) ??
        behind(status?.availableReplicas ?? 0, spec?.replicas ?? 1, isObserved(metadata, status)),
    Pod: (pod) => {
        const problem = podProblem(pod);
        // Nobody makes another one in its place.
        if (problem && pod.status?.phase === "Failed") return { message: problem.message, hopelessAfterSeconds: 0 };
        return problem && { message: problem.message };
    },
    Job: ({ status }) => {
        const failed = condition(status?.conditions, "Failed");
        if (failed?.status === "True") {
            return { message: `it failed: ${failed.message ?? failed.reason ?? ""}`, hopelessAfterSeconds: 0 };
        }
        const complete = condition(status?.conditions, "Complete")?.status === "True";
        return complete ? undefined : { message: "it has not completed" };
    },
    PersistentVolumeClaim: ({ status }) => {
        if (status?.phase === "Bound") return undefined;
        if (status?.phase === "Lost") return { message: "its volume is lost", hopelessAfterSeconds: 0 };
        return { message: "no volume is bound to it" };
    },
    Service: ({ spec, status }) => {
        if (spec?.type !== "LoadBalancer" || (status?.loadBalancer?.ingress ?? []).length > 0) return undefined;
        return {
            message:
                "nothing has given its LoadBalancer an address (K3s does, where servicelb is not among the cluster's disable)",
        };
    },
};

/** Looks at an object of a kind that is known only when it runs. */
export function problemOf(kind: WorkloadKind, object: KubernetesObject): WorkloadProblem | undefined {
    const look: (object: never) => WorkloadProblem | undefined = workloadProblem[kind];
    return look(object as never);
}

function refusal(conditions: Condition[] | undefined): WorkloadProblem | undefined {
    const refused = condition(conditions, "ReplicaFailure");
    if (refused?.status !== "True") return undefined;
    const message = `its pods are refused: ${refused.message ?? refused.reason ?? ""}`;
    return { message, hopelessAfterSeconds: refusalGraceSeconds };
}

function behind(available: number, wanted: number, observed: boolean): WorkloadProblem | undefined {
    if (observed && available >= wanted) return undefined;
    return { message: `${Math.min(available, wanted)} of ${wanted} pods available` };
}

function isObserved(
    metadata: { generation?: number } | undefined,
    status: { observedGeneration?: number } | undefined,
): boolean {
    return (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0);
}

/** With a partition only the pods from that number on are updated. */
function updatedReplicas(spec: V1StatefulSet["spec"], status: V1StatefulSet["status"]): number {
    const partition = spec?.updateStrategy?.rollingUpdate?.partition ?? 0;
    if (status?.updateRevision === status?.currentRevision) return Infinity;
    return (status?.updatedReplicas ?? 0) + partition;
}

function condition(conditions: Condition[] | undefined, type: string): Condition | undefined {
    return conditions?.find((candidate) => candidate.type === type);
}
