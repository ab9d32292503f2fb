import type { KubernetesObject, V1Pod, V1ReplicaSet } from "@kubernetes/client-node";
import { isPodReady } from "../diagnostics/pod";
import { nameOf, namespaceOf } from "../kubernetes/object-name";

/** The fields that decide which pods of a StatefulSet or DaemonSet are replaced, and when. */
interface Rollout {
    spec?: {
        podManagementPolicy?: string;
        updateStrategy?: { type?: string; rollingUpdate?: { partition?: number } };
    };
    status?: { updateRevision?: string };
}

const revisionAnnotation = "deployment.kubernetes.io/revision";

/**
 * Returns the pods that a workload waits for: the pods of its present revision, and the pods of an older revision that
 * are not replaced until somebody acts. All other pods are about to end, so their problems do not matter.
 */
export function podsOf(kind: string, workload: KubernetesObject, pods: V1Pod[], replicaSets: V1ReplicaSet[]): V1Pod[] {
    const own = (owner: KubernetesObject) => pods.filter((pod) => isOwnedBy(pod, owner));
    switch (kind) {
        case "Deployment":
            return replicaSets
                .filter((set) => isOwnedBy(set, workload) && revision(set) === revision(workload))
                .flatMap(own);
        case "StatefulSet":
            return own(workload).filter((pod) => isCurrentOfSet(workload, pod) || isInTheWay(workload, pod));
        case "DaemonSet":
            // The new pod is created after the old one on its node is gone.
            return own(workload).filter((pod) => isCurrentOfDaemon(workload, pod) || isLeaving(pod));
        case "Pod":
            return pods.filter(({ metadata }) => metadata?.uid === workload.metadata?.uid);
        case "PersistentVolumeClaim":
            return pods.filter((pod) => namespaceOf(pod) === namespaceOf(workload) && mounts(pod, workload));
        default:
            return own(workload);
    }
}

function isCurrentOfSet(set: KubernetesObject, { metadata }: V1Pod): boolean {
    return metadata?.labels?.["controller-revision-hash"] === (set as Rollout).status?.updateRevision;
}

function isCurrentOfDaemon(set: KubernetesObject, pod: V1Pod): boolean {
    if ((set as Rollout).spec?.updateStrategy?.type === "OnDelete") return true;
    const generation = set.metadata?.annotations?.["deprecated.daemonset.template.generation"];
    return pod.metadata?.labels?.["pod-template-generation"] === generation;
}

/**
 * Reports whether a StatefulSet keeps a pod of an older revision, or does not continue before that pod is ready or
 * gone.
 */
export function isInTheWay(set: KubernetesObject, pod: V1Pod): boolean {
    if (isCurrentOfSet(set, pod)) return false;
    const { updateStrategy, podManagementPolicy } = (set as Rollout).spec ?? {};
    const ordinal = Number(/\d+$/.exec(nameOf(pod))?.[0]);
    const isKept = updateStrategy?.type === "OnDelete" || ordinal < (updateStrategy?.rollingUpdate?.partition ?? 0);
    return isKept || isLeaving(pod) || (podManagementPolicy !== "Parallel" && !isPodReady(pod));
}

function isLeaving({ metadata }: V1Pod): boolean {
    return metadata?.deletionTimestamp !== undefined;
}

function isOwnedBy(object: KubernetesObject, owner: KubernetesObject): boolean {
    return object.metadata?.ownerReferences?.some(({ uid }) => uid === owner.metadata?.uid) ?? false;
}

function revision({ metadata }: KubernetesObject): string | undefined {
    return metadata?.annotations?.[revisionAnnotation];
}

function mounts({ spec }: V1Pod, claim: KubernetesObject): boolean {
    return (
        spec?.volumes?.some(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === claim.metadata?.name) ??
        false
    );
}
