// Stands for: the real plugin's table of the properties that cannot be changed in place.
import { at, isObject, type Json, type JsonObject, textAt } from "../json";
import type { Path } from "./changes";
import { parseApiVersion } from "./type-token";

export interface Mutability {
    enableConfigMapMutable: boolean;
    enableSecretMutable: boolean;
}

const inSpec = (fields: string): string[] => fields.split(/\s+/).map((field) => `spec.${field}`);
const container = `args command env image imagePullPolicy lifecycle livenessProbe ports readinessProbe resources
    securityContext stdin stdinOnce terminationMessagePath terminationMessagePolicy tty volumeDevices volumeMounts
    workingDir`;
const podFields = `affinity automountServiceAccountToken dnsConfig dnsPolicy enableServiceLinks hostAliases hostIPC
    hostNetwork hostPID hostname imagePullSecrets nodeName nodeSelector overhead preemptionPolicy priority
    priorityClassName readinessGates restartPolicy runtimeClassName schedulerName securityContext serviceAccount
    serviceAccountName shareProcessNamespace subdomain terminationGracePeriodSeconds volumes`;
const volumeSources = `awsElasticBlockStore azureDisk azureFile cephfs cinder csi fc flexVolume flocker
    gcePersistentDisk glusterfs hostPath iscsi local nfs photonPersistentDisk portworxVolume quobyte rbd scaleIO
    storageos vsphereVolume`;

const byKind: Record<string, string[]> = {
    "apps/DaemonSet": ["spec.selector"],
    "apps/Deployment": ["spec.selector"],
    "apps/StatefulSet": inSpec("podManagementPolicy revisionHistoryLimit selector serviceName volumeClaimTemplates"),
    "batch/Job": inSpec("completions parallelism selector template"),
    "/PersistentVolume": inSpec(volumeSources),
    "/PersistentVolumeClaim": inSpec("accessModes selector storageClassName volumeName"),
    "/Pod": [
        ...inSpec(podFields),
        ...container.split(/\s+/).flatMap((field) => [`spec.containers.*.${field}`, `spec.initContainers.*.${field}`]),
    ],
    "/ResourceQuota": ["spec.scopes"],
    "/Secret": ["type"],
    "/Service": ["spec.clusterIP"],
    "rbac.authorization.k8s.io/ClusterRoleBinding": ["roleRef"],
    "rbac.authorization.k8s.io/RoleBinding": ["roleRef"],
    "storage.k8s.io/StorageClass": ["parameters", "provisioner"],
};

/** Paths as dotted keys, `*` for every element of a list. */
export function forceNewPaths(object: JsonObject, mutability: Mutability): string[] {
    const { group } = parseApiVersion(textAt(object, "apiVersion"));
    const kind = `${group}/${textAt(object, "kind")}`;
    const immutable = object.immutable === true;
    const identity = ["metadata.name", "metadata.namespace"];
    if (kind === "/Secret" && (immutable || !mutability.enableSecretMutable)) {
        return [...identity, "type", "stringData", "data"];
    }
    if (kind === "/ConfigMap" && (immutable || !mutability.enableConfigMapMutable)) {
        return [...identity, "binaryData", "data"];
    }
    return [...identity, ...(byKind[kind] ?? [])];
}

/** Whether a change at the path to the value touches one of the paths, from above or from below. */
export function touches(path: Path, value: Json | undefined, forceNew: string[]): boolean {
    return forceNew.some((pattern) => reaches(path, value, pattern.split(".")));
}

function reaches(path: Path, value: Json | undefined, pattern: string[]): boolean {
    const shared = Math.min(path.length, pattern.length);
    const agree = pattern.slice(0, shared).every((key, index) => key === path[index] || isElement(key, path[index]));
    return agree && (path.length >= pattern.length || has(value, pattern.slice(shared)));
}

function has(value: Json | undefined, pattern: string[]): boolean {
    const [key, ...rest] = pattern;
    if (key === undefined) {
        return true;
    }
    if (key === "*") {
        return Array.isArray(value) && value.some((item) => has(item, rest));
    }
    return isObject(value) && Object.hasOwn(value, key) && has(at(value, key), rest);
}

function isElement(key: string, step: Path[number] | undefined): boolean {
    return key === "*" && typeof step === "number";
}
