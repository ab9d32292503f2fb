import { definitionOf, isBuiltIn } from "./api-versions";
import { isRecord, type KubernetesObject } from "./kubernetes-object";

/** Kinds of the Kubernetes API itself that are in no namespace. */
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

/** `unknown`: a custom resource whose definition is not among the objects, and which names no namespace. */
export type Scope = "cluster" | "namespace" | "unknown";

export function scopeOf(object: KubernetesObject, all: KubernetesObject[]): Scope {
    if (isBuiltIn(object)) return clusterScopedKinds.has(object.kind) ? "cluster" : "namespace";
    const spec = definitionOf(object, all)?.spec;
    if (isRecord(spec)) return spec.scope === "Cluster" ? "cluster" : "namespace";
    return object.metadata.namespace === undefined ? "unknown" : "namespace";
}
