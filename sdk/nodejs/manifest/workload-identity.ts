import { groupOf, isRecord, type KubernetesObject } from "./kubernetes-object";

const workloadGroups = new Map([
    ["DaemonSet", "apps"],
    ["Deployment", "apps"],
    ["Pod", ""],
    ["ReplicaSet", "apps"],
    ["StatefulSet", "apps"],
]);

/** Returns whether the object's pods run until they are stopped, so that they may be those of an operator. */
export function isWorkload(object: KubernetesObject): boolean {
    const group = workloadGroups.get(object.kind);
    return group !== undefined && group === groupOf(object);
}

/**
 * Returns the objects that give a workload's pods their permissions: its ServiceAccount, the bindings of roles to it,
 * and the roles.
 */
export function permissionsOf(workload: KubernetesObject, all: KubernetesObject[]): KubernetesObject[] {
    const { namespace } = workload.metadata;
    const spec = podSpecOf(workload);
    if (spec === undefined) return [];
    const account = spec.serviceAccountName ?? spec.serviceAccount ?? "default";
    const bindings = all.filter((other) => bindsTo(other, account, namespace));
    const accounts = all.filter(
        (other) => isAccount(other) && other.metadata.name === account && other.metadata.namespace === namespace,
    );
    const roles = bindings.flatMap((binding) => all.filter((other) => isRoleOf(binding, other)));
    return [...new Set([...accounts, ...bindings, ...roles])];
}

function podSpecOf({ kind, spec }: KubernetesObject): Record<string, unknown> | undefined {
    if (!isRecord(spec)) return undefined;
    const podSpec = kind === "Pod" ? spec : isRecord(spec.template) ? spec.template.spec : undefined;
    return isRecord(podSpec) ? podSpec : undefined;
}

function isAccount(object: KubernetesObject): boolean {
    return object.kind === "ServiceAccount" && groupOf(object) === "";
}

function bindsTo(object: KubernetesObject, account: unknown, namespace: string | undefined): boolean {
    if (!object.kind.endsWith("RoleBinding") || !isRbac(object) || !Array.isArray(object.subjects)) return false;
    return (object.subjects as unknown[]).some(
        (subject) =>
            isRecord(subject) &&
            subject.kind === "ServiceAccount" &&
            subject.name === account &&
            (subject.namespace ?? object.metadata.namespace) === namespace,
    );
}

function isRoleOf(binding: KubernetesObject, object: KubernetesObject): boolean {
    const { roleRef } = binding;
    if (!isRbac(object) || !isRecord(roleRef)) return false;
    const { name, namespace } = object.metadata;
    if (roleRef.kind !== object.kind || roleRef.name !== name) return false;
    return object.kind === "ClusterRole" || namespace === binding.metadata.namespace;
}

function isRbac(object: KubernetesObject): boolean {
    return groupOf(object) === "rbac.authorization.k8s.io";
}
