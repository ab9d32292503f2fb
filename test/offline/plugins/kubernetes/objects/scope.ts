import type { ClusterApi } from "../api/cluster-api";
import { parseApiVersion } from "./type-token";

const builtInGroups = new Set([
    "",
    "admissionregistration.k8s.io",
    "apiextensions.k8s.io",
    "apiregistration.k8s.io",
    "apps",
    "authentication.k8s.io",
    "authorization.k8s.io",
    "autoscaling",
    "batch",
    "certificates.k8s.io",
    "coordination.k8s.io",
    "discovery.k8s.io",
    "events.k8s.io",
    "extensions",
    "flowcontrol.apiserver.k8s.io",
    "networking.k8s.io",
    "node.k8s.io",
    "policy",
    "rbac.authorization.k8s.io",
    "resource.k8s.io",
    "scheduling.k8s.io",
    "storage.k8s.io",
]);

const clusterScoped = new Set([
    "APIService",
    "CertificateSigningRequest",
    "ClusterRole",
    "ClusterRoleBinding",
    "CSIDriver",
    "CSINode",
    "CustomResourceDefinition",
    "FlowSchema",
    "IngressClass",
    "MutatingWebhookConfiguration",
    "Namespace",
    "Node",
    "PersistentVolume",
    "PodSecurityPolicy",
    "PriorityClass",
    "PriorityLevelConfiguration",
    "RuntimeClass",
    "StorageClass",
    "ValidatingWebhookConfiguration",
    "VolumeAttachment",
]);

/** Whether Kubernetes itself brings the API group, so that the real plugin knows the shape of its objects. */
export function isBuiltIn(apiVersion: string): boolean {
    return builtInGroups.has(parseApiVersion(apiVersion).group);
}

/** A kind that nothing is known of yet counts as namespaced, as long as its CustomResourceDefinition is missing. */
export async function isNamespaced(
    api: ClusterApi | undefined,
    plannedScopes: ReadonlyMap<string, string>,
    apiVersion: string,
    kind: string,
): Promise<boolean> {
    if (isBuiltIn(apiVersion) && clusterScoped.has(kind)) {
        return false;
    }
    const planned = plannedScopes.get(`${kind}.${parseApiVersion(apiVersion).group}`);
    if (planned !== undefined) {
        return planned === "Namespaced";
    }
    try {
        return (await api?.isNamespaced(apiVersion, kind)) ?? true;
    } catch {
        return true;
    }
}
