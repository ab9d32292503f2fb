import { type Annotations, withAnnotations } from "./annotations";
import { groupOf, isRecord, type KubernetesObject } from "./kubernetes-object";

/** The arguments that concern waiting. */
export interface Waiting {
    wait?: boolean;
    waitForJobs?: boolean;
    waitForLoadBalancers?: boolean;
}

interface Readiness {
    /** Tells the Kubernetes provider, where it would wait, to wait for no more than that the object is there. */
    untilCreated?: Annotations;
    /** The argument by which our own resource waits until it works. */
    by?: keyof Waiting;
}

/**
 * With `skipAwait` the provider waits for the deletion of some kinds neither, and what is replaced would meet itself on its
 * way out. For those there is something to wait for that is so at once.
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

/** Leaves the wait for workloads to our own resource, which says why one does not work; the object's own word counts. */
export function withoutAwait(object: KubernetesObject): KubernetesObject {
    const { untilCreated } = readinessOf(object);
    if (!untilCreated) return object;
    return withAnnotations(object, (own) => (saysItself(own) ? { ...own } : { ...untilCreated, ...own }));
}

/** Whether our own resource waits until this object works. */
export function isAwaited(object: KubernetesObject, waiting: Waiting): boolean {
    const { by } = readinessOf(object);
    if (by === undefined || waiting.wait === false || saysItself(object.metadata.annotations)) return false;
    return waiting[by] ?? by === "wait";
}

/** Whether the Kubernetes provider waits for more of this object than that it is there, because the object says so. */
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
