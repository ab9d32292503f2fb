import type { KubernetesObject } from "@kubernetes/client-node";
import { type ObjectReference } from "../kubernetes/object-reference";

/** What Kubernetes' own finalizers wait for; every cluster has the controllers behind these. */
const waitsFor: Record<string, string> = {
    foregroundDeletion: "what it owns goes first",
    orphan: "what it owns is let go first",
    "batch.kubernetes.io/job-tracking": "its Job counts it first",
    "kubernetes.io/pv-protection": "a claim is bound to it",
    "kubernetes.io/pvc-protection": "a pod uses it",
    "service.kubernetes.io/load-balancer-cleanup": "its load balancer goes first",
};

/** The condition types of a terminating Namespace that say what in it delays the deletion. */
const namespaceCondition = /^Namespace(Deletion|ContentRemaining|FinalizersRemaining)/;

interface ConditionsOf {
    status?: { conditions?: { type: string; status: string; message?: string }[] };
}

/**
 * Returns what keeps an object that is being deleted, in words: `its finalizer example.com/hold, set by my-operator`.
 */
export function heldBy(object: KubernetesObject): string | undefined {
    const finalizers = object.metadata?.finalizers ?? [];
    const remaining = ((object as ConditionsOf).status?.conditions ?? [])
        .filter(({ type, status }) => namespaceCondition.test(type) && status === "True")
        .flatMap(({ message }) => message ?? []);
    const told = finalizers.map((finalizer) => `${finalizer}${origin(object, finalizer)}`);
    const word = told.length === 1 ? "its finalizer" : "its finalizers";
    const all = [...(told.length > 0 ? [`${word} ${told.join(", ")}`] : []), ...remaining];
    return all.length > 0 ? all.join("; ") : undefined;
}

/** Returns how to get an object deleted that finalizers keep. */
export function releaseRemedy({ kind, namespace, name }: ObjectReference, { metadata }: KubernetesObject): string {
    const others = (metadata?.finalizers ?? []).filter((finalizer) => !(finalizer in waitsFor));
    if (others.length === 0) return "wait until it is gone";
    const patch = `kubectl -n ${namespace} patch ${kind.toLowerCase()} ${name} --type=merge -p '{"metadata":{"finalizers":null}}'`;
    return `check whether the controller that removes ${others.join(", ")} runs in the cluster (if it is gone for good: ${patch})`;
}

/** Returns who set a finalizer, which the server records in `managedFields`, or what the finalizer waits for. */
function origin({ metadata }: KubernetesObject, finalizer: string): string {
    const known = waitsFor[finalizer];
    if (known !== undefined) return ` (${known})`;
    const setBy = metadata?.managedFields?.find(({ fieldsV1 }) => {
        const fields = fieldsV1 as { "f:metadata"?: { "f:finalizers"?: Record<string, unknown> } } | undefined;
        return `v:${JSON.stringify(finalizer)}` in (fields?.["f:metadata"]?.["f:finalizers"] ?? {});
    });
    return setBy?.manager === undefined ? "" : `, set by ${setBy.manager}`;
}
