import { isBuiltIn } from "./api-versions";
import { groupOf, type KubernetesObject } from "./kubernetes-object";

const rbac = "rbac.authorization.k8s.io";

/** What a cluster makes itself, by kind: a name, or a pattern of names. */
const ownNames: Record<string, (name: string, namespace: string) => boolean> = {
    "/Namespace": (name) => ["default", "kube-system", "kube-public", "kube-node-lease"].includes(name),
    "/Service": (name, namespace) => name === "kubernetes" && namespace === "default",
    "/Endpoints": (name, namespace) => name === "kubernetes" && namespace === "default",
    "discovery.k8s.io/EndpointSlice": (name, namespace) => name === "kubernetes" && namespace === "default",
    "/ServiceAccount": (name) => name === "default",
    "/ConfigMap": (name) => name === "kube-root-ca.crt",
    "/Node": () => true,
    [`${rbac}/ClusterRole`]: (name) => isSystem(name) || ["cluster-admin", "admin", "edit", "view"].includes(name),
    [`${rbac}/ClusterRoleBinding`]: (name) => isSystem(name) || name === "cluster-admin",
    [`${rbac}/Role`]: isSystem,
    [`${rbac}/RoleBinding`]: isSystem,
    "scheduling.k8s.io/PriorityClass": (name) => name.startsWith("system-"),
    "flowcontrol.apiserver.k8s.io/FlowSchema": isMandatory,
    "flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration": isMandatory,
    "networking.k8s.io/ServiceCIDR": (name) => name === "kubernetes",
};

/**
 * Whether it is an object of the cluster's own: one that a Manifest changes and does not make. Some cannot be deleted, others
 * come back at once without what was set here, and without some the cluster does not work.
 */
export function isClustersOwn(object: KubernetesObject): boolean {
    if (!isBuiltIn(object)) return false;
    const { name, namespace = "default" } = object.metadata;
    return ownNames[`${groupOf(object)}/${object.kind}`]?.(name, namespace) ?? false;
}

function isSystem(name: string): boolean {
    return name.startsWith("system:");
}

function isMandatory(name: string): boolean {
    return ["exempt", "catch-all"].includes(name);
}
