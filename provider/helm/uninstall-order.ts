/**
 * Helm's order, `UninstallOrder` of its releaseutil: what creates or reaches other objects is deleted before what it
 * needs.
 */
const order = [
    "APIService",
    "Ingress",
    "IngressClass",
    "Service",
    "CronJob",
    "Job",
    "StatefulSet",
    "HorizontalPodAutoscaler",
    "Deployment",
    "ReplicaSet",
    "ReplicationController",
    "Pod",
    "DaemonSet",
    "RoleBindingList",
    "RoleBinding",
    "RoleList",
    "Role",
    "ClusterRoleBindingList",
    "ClusterRoleBinding",
    "ClusterRoleList",
    "ClusterRole",
    "CustomResourceDefinition",
    "PersistentVolumeClaim",
    "PersistentVolume",
    "StorageClass",
    "ConfigMap",
    "SecretList",
    "Secret",
    "ServiceAccount",
    "PodDisruptionBudget",
    "PodSecurityPolicy",
    "LimitRange",
    "ResourceQuota",
    "NetworkPolicy",
    "Namespace",
    "PriorityClass",
];
const placeOf = new Map(order.map((kind, place) => [kind, place]));

/** Groups objects by kind, in the order of deletion: unknown kinds last, by name. The order within a kind is kept. */
export function inUninstallOrder<Item extends { kind: string }>(objects: Item[]): Item[][] {
    const kinds = [...new Set(objects.map(({ kind }) => kind))].sort(byPlace);
    return kinds.map((kind) => objects.filter((object) => object.kind === kind));
}

function byPlace(a: string, b: string): number {
    const [first, second] = [placeOf.get(a) ?? Infinity, placeOf.get(b) ?? Infinity];
    if (first === second) return a < b ? -1 : 1;
    return first - second;
}
