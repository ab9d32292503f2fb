import { type Annotations, withAnnotations } from "./annotations";
import { groupOf, isRecord, type KubernetesObject } from "./kubernetes-object";

/** The arguments about waiting. */
export interface Waiting {
    wait?: boolean;
    waitForJobs?: boolean;
    waitForLoadBalancers?: boolean;
}

interface Readiness {
    /**
     * The annotations that make the Kubernetes provider wait only until the object exists, for kinds for which it would
     * wait longer.
     */
    untilCreated?: Annotations;
    /** The argument that makes the Manifest's readiness check wait for the object. */
    by?: keyof Waiting;
}

/**
 * For some kinds, `skipAwait` also disables the wait for the deletion, so that a replacement would meet the object that
 * is still being deleted. For those kinds, the provider waits for a condition that is true at once.
 */
const hasUid = { "pulumi.com/waitFor": "jsonpath={.metadata.uid}" };
const nothing = { "pulumi.com/skipAwait": "true" };

const readiness: Record<string, Readiness> = {
    "apps/DaemonSet": { untilCreated: hasUid, by: "wait" },
    "apps/Deployment": { untilCreated: hasUid, by: "wait" },
    "apps/ReplicaSet": { by: "wait" },
    "apps/StatefulSet": { untilCreated: hasUid, by: "wait" },
    "batch/Job": { untilCreated: hasUid, by: "waitForJobs" },
    "core/PersistentVolumeClaim": { untilCreated: nothing, by: "wait" },
    "core/Pod": { untilCreated: hasUid, by: "wait" },
    "core/Service": { untilCreated: nothing, by: "waitForLoadBalancers" },
    "networking.k8s.io/Ingress": { untilCreated: nothing },
};

/**
 * Adds annotations that leave the wait for workloads to the Manifest's readiness check, which reports why a workload is
 * not available. The object's own annotations take precedence.
 */
export function withoutAwait(object: KubernetesObject): KubernetesObject {
    const { untilCreated } = readinessOf(object);
    if (!untilCreated) return object;
    return withAnnotations(object, (own) => (saysItself(own) ? { ...own } : { ...untilCreated, ...own }));
}

/** Returns whether the Manifest's readiness check waits for the object. */
export function isAwaited(object: KubernetesObject, waiting: Waiting): boolean {
    const { by } = readinessOf(object);
    if (by === undefined || waiting.wait === false || saysItself(object.metadata.annotations)) return false;
    return waiting[by] ?? by === "wait";
}

/**
 * Returns whether an annotation of the object makes the Kubernetes provider wait for more than the object's existence.
 */
export function isAwaitedByItself({ metadata: { annotations } }: KubernetesObject): boolean {
    if (!isRecord(annotations)) return false;
    return "pulumi.com/waitFor" in annotations || (annotations["pulumi.com/skipAwait"] ?? "true") !== "true";
}

function readinessOf(object: KubernetesObject): Readiness {
    return readiness[`${groupOf(object) || "core"}/${object.kind}`] ?? {};
}

function saysItself(annotations: unknown): boolean {
    return isRecord(annotations) && ["pulumi.com/skipAwait", "pulumi.com/waitFor"].some((name) => name in annotations);
}
