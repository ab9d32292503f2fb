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
import { serviceLoadBalancer } from "../../shared/packaged-components";
import { nameOf, namespaceOf } from "../kubernetes/object-name";

/** The reason why a workload is not available yet. */
export interface WorkloadProblem {
    message: string;
    /** The message names a cause, not only the progress. It is reported at once. */
    isCause?: true;
    /** The number of seconds after which only a user's change helps; undefined while the problem may pass by itself. */
    terminalAfterSeconds?: number;
    /** The next step for the user, where correcting the object's text does not help. */
    next?: string;
}

interface Condition {
    type: string;
    status: string;
    reason?: string;
    message?: string;
}

/** Another resource of the program may correct a quota or an admission webhook, or resume a rollout or a Job. */
export const correctionGraceSeconds = 30;

/** The label of Kueue, which suspends Jobs until there is room for them. */
const queueLabel = "kueue.x-k8s.io/queue-name";
const jobController = "kubernetes.io/job-controller";

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

/** For each kind, returns what keeps an object from being available, or undefined when it is available. */
export const workloadProblem: {
    [Kind in WorkloadKind]: (object: WorkloadKinds[Kind]) => WorkloadProblem | undefined;
} = {
    Deployment: (deployment) => {
        const { metadata, spec, status } = deployment;
        const refused = refusal(status?.conditions);
        if (refused) return refused;
        const late = condition(status?.conditions, "Progressing");
        if (late?.status === "False" && isObserved(metadata, status)) {
            return { message: late.message ?? "it makes no progress", isCause: true, terminalAfterSeconds: 0 };
        }
        const wanted = spec?.replicas ?? 1;
        const updated = status?.updatedReplicas ?? 0;
        const available = Math.min(updated, status?.availableReplicas ?? 0);
        const short = behind(available, wanted, isObserved(metadata, status));
        // While old pods exist, the available pods may be the old ones (`kubectl rollout status` counts them the same
        // way).
        const old = (status?.replicas ?? updated) - updated;
        if (spec?.paused && (updated < wanted || old > 0)) return paused(deployment, updated, wanted);
        if (short) return aging(short, status?.readyReplicas, wanted, spec?.minReadySeconds) ?? short;
        if (old <= 0) return undefined;
        return { message: `${old} old pod${old === 1 ? "" : "s"} not replaced yet`, isCause: true };
    },
    StatefulSet: ({ metadata, spec, status }) => {
        const isManual = spec?.updateStrategy?.type === "OnDelete";
        const wanted = spec?.replicas ?? 1;
        const updated = isManual ? Infinity : updatedReplicas(spec, status);
        const ready = Math.min(status?.readyReplicas ?? 0, updated);
        const short = behind(ready, wanted, isObserved(metadata, status));
        const isOld = status?.updateRevision !== status?.currentRevision;
        return short && isManual && isOld ? replacedByHand(short) : short;
    },
    DaemonSet: ({ metadata, spec, status }) => {
        const isManual = spec?.updateStrategy?.type === "OnDelete";
        const wanted = status?.desiredNumberScheduled ?? 0;
        const updated = status?.updatedNumberScheduled ?? 0;
        const available = Math.min(status?.numberAvailable ?? 0, isManual ? Infinity : updated);
        const short = behind(available, wanted, isObserved(metadata, status));
        if (short && isManual && updated < wanted) return replacedByHand(short);
        return short && (aging(short, status?.numberReady, wanted, spec?.minReadySeconds) ?? short);
    },
    ReplicaSet: ({ metadata, spec, status }) => {
        const refused = refusal(status?.conditions);
        if (refused) return refused;
        const wanted = spec?.replicas ?? 1;
        const short = behind(status?.availableReplicas ?? 0, wanted, isObserved(metadata, status));
        return short && (aging(short, status?.readyReplicas, wanted, spec?.minReadySeconds) ?? short);
    },
    Pod: (pod) => {
        const problem = podProblem(pod);
        // No controller replaces a failed pod.
        if (problem && pod.status?.phase === "Failed") return { message: problem.message, terminalAfterSeconds: 0 };
        return problem && { message: problem.message };
    },
    Job: (job) => {
        const { spec, status } = job;
        const failed = condition(status?.conditions, "Failed");
        if (failed?.status === "True") {
            return { message: `it failed: ${failed.message ?? failed.reason ?? ""}`, terminalAfterSeconds: 0 };
        }
        const complete = condition(status?.conditions, "Complete")?.status === "True";
        if (complete) return undefined;
        return spec?.suspend ? suspended(job) : { message: "it has not completed" };
    },
    PersistentVolumeClaim: ({ status }) => {
        if (status?.phase === "Bound") return undefined;
        if (status?.phase === "Lost") return { message: "its volume is lost", terminalAfterSeconds: 0 };
        return { message: "no volume is bound to it" };
    },
    Service: ({ spec, status }) => {
        if (spec?.type !== "LoadBalancer" || (status?.loadBalancer?.ingress ?? []).length > 0) return undefined;
        return {
            message: `its LoadBalancer has no address (K3s assigns one unless the cluster's disable contains ${serviceLoadBalancer.component})`,
        };
    },
};

/** Returns the problem of an object whose kind is known only at run time. */
export function problemOf(kind: WorkloadKind, object: KubernetesObject): WorkloadProblem | undefined {
    const look: (object: never) => WorkloadProblem | undefined = workloadProblem[kind];
    return look(object as never);
}

function refusal(conditions: Condition[] | undefined): WorkloadProblem | undefined {
    const refused = condition(conditions, "ReplicaFailure");
    if (refused?.status !== "True") return undefined;
    const message = `its pods are refused: ${refused.message ?? refused.reason ?? ""}`;
    return { message, isCause: true, terminalAfterSeconds: correctionGraceSeconds };
}

/**
 * A paused rollout is a problem of its own: `kubectl rollout status` waits for ever, Helm does not wait at all, and no
 * pod of the new revision exists before the rollout is resumed.
 */
function paused(deployment: V1Deployment, updated: number, wanted: number): WorkloadProblem {
    return {
        message: `its rollout is paused (spec.paused), with ${Math.min(updated, wanted)} of ${wanted} pods updated`,
        isCause: true,
        terminalAfterSeconds: correctionGraceSeconds,
        next: `remove paused from its spec, or resume it (kubectl -n ${namespaceOf(deployment)} rollout resume deployment/${nameOf(deployment)}), then run pulumi up again`,
    };
}

/** Returns the problem of a suspended Job. A queue or another controller resumes the Jobs that it manages. */
function suspended(job: V1Job): WorkloadProblem {
    const { managedBy } = job.spec ?? {};
    const queue = job.metadata?.labels?.[queueLabel];
    if (queue !== undefined) return { message: `it is suspended, and waits in the queue ${queue}`, isCause: true };
    if (managedBy !== undefined && managedBy !== jobController) {
        return { message: `it is suspended until ${managedBy} resumes it`, isCause: true };
    }
    return {
        message: "it is suspended (spec.suspend)",
        isCause: true,
        terminalAfterSeconds: correctionGraceSeconds,
        next: `remove suspend from its spec, or resume it (kubectl -n ${namespaceOf(job)} patch job ${nameOf(job)} -p '{"spec":{"suspend":false}}'), or do not wait for Jobs (waitForJobs); then run pulumi up again`,
    };
}

/**
 * Returns the problem of pods that are ready, but have not been ready for `minReadySeconds`, and so do not count as
 * available.
 */
function aging(
    short: WorkloadProblem,
    ready: number | undefined,
    wanted: number,
    minReadySeconds = 0,
): WorkloadProblem | undefined {
    if (minReadySeconds === 0 || (ready ?? 0) < wanted) return undefined;
    const message = `${short.message}: the others are ready, but not for ${minReadySeconds} s yet (spec.minReadySeconds)`;
    return { message, isCause: true };
}

function replacedByHand({ message }: WorkloadProblem): WorkloadProblem {
    const why = "those of an older revision are replaced only when somebody deletes them (updateStrategy OnDelete)";
    return { message: `${message}; ${why}`, isCause: true };
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

/** Returns how many pods count as updated. With a partition, only the pods from that ordinal on are updated. */
function updatedReplicas(spec: V1StatefulSet["spec"], status: V1StatefulSet["status"]): number {
    const partition = spec?.updateStrategy?.rollingUpdate?.partition ?? 0;
    if (status?.updateRevision === status?.currentRevision) return Infinity;
    return (status?.updatedReplicas ?? 0) + partition;
}

function condition(conditions: Condition[] | undefined, type: string): Condition | undefined {
    return conditions?.find((candidate) => candidate.type === type);
}
