import { definitionOf, isBuiltIn } from "./api-versions";
import { isRecord, type KubernetesObject } from "./kubernetes-object";

/** Kinds of the Kubernetes API that have no namespace. */
export const clusterScopedKinds: ReadonlySet<string> = new Set([
    "APIService",
    "AuditSink",
    "CSIDriver",
    "CSINode",
    "CertificateSigningRequest",
    "ClusterCIDR",
    "ClusterRole",
    "ClusterRoleBinding",
    "ClusterTrustBundle",
    "ComponentStatus",
    "CustomResourceDefinition",
    "DeviceClass",
    "DeviceTaintRule",
    "FlowSchema",
    "IPAddress",
    "IngressClass",
    "MutatingAdmissionPolicy",
    "MutatingAdmissionPolicyBinding",
    "MutatingWebhookConfiguration",
    "Namespace",
    "Node",
    "PersistentVolume",
    "PodSecurityPolicy",
    "PriorityClass",
    "PriorityLevelConfiguration",
    "ResourceClass",
    "ResourcePoolStatusRequest",
    "ResourceSlice",
    "RuntimeClass",
    "SelfSubjectAccessReview",
    "SelfSubjectReview",
    "SelfSubjectRulesReview",
    "ServiceCIDR",
    "StorageClass",
    "StorageVersion",
    "StorageVersionMigration",
    "SubjectAccessReview",
    "TokenReview",
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
    "ValidatingWebhookConfiguration",
    "VolumeAttachment",
    "VolumeAttributesClass",
]);

/**
 * The scope of an object. It is `unknown` for a custom resource that names no namespace and whose definition is not
 * among the objects.
 */
export type Scope = "cluster" | "namespace" | "unknown";

export function scopeOf(object: KubernetesObject, all: KubernetesObject[]): Scope {
    if (isBuiltIn(object)) return clusterScopedKinds.has(object.kind) ? "cluster" : "namespace";
    const spec = definitionOf(object, all)?.spec;
    if (isRecord(spec)) return spec.scope === "Cluster" ? "cluster" : "namespace";
    return object.metadata.namespace === undefined ? "unknown" : "namespace";
}
