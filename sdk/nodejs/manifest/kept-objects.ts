import { isBuiltIn } from "./api-versions";
import { groupOf, type KubernetesObject } from "./kubernetes-object";

const rbac = "rbac.authorization.k8s.io";

/** The objects that a cluster creates itself, by kind: a test for their names. */
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
 * Returns whether a cluster creates the object itself, so that a Manifest changes it but does not create it. Some of
 * these objects cannot be deleted, others are recreated at once without the Manifest's changes, and without some the
 * cluster does not work.
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
