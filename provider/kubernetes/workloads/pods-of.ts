import type { KubernetesObject, V1Pod, V1ReplicaSet } from "@kubernetes/client-node";
import { namespaceOf } from "../object-name";

const revisionAnnotation = "deployment.kubernetes.io/revision";

/** The pods of a workload's present revision: those of an older one are on their way out, whatever ails them. */
export function podsOf(kind: string, workload: KubernetesObject, pods: V1Pod[], replicaSets: V1ReplicaSet[]): V1Pod[] {
    const own = (owner: KubernetesObject) => pods.filter((pod) => isOwnedBy(pod, owner));
    switch (kind) {
        case "Deployment":
            return replicaSets
                .filter((set) => isOwnedBy(set, workload) && revision(set) === revision(workload))
                .flatMap(own);
        case "StatefulSet": {
            const current = (workload as { status?: { updateRevision?: string } }).status?.updateRevision;
            return own(workload).filter(({ metadata }) => metadata?.labels?.["controller-revision-hash"] === current);
        }
        case "DaemonSet": {
            const generation = workload.metadata?.annotations?.["deprecated.daemonset.template.generation"];
            return own(workload).filter(({ metadata }) => metadata?.labels?.["pod-template-generation"] === generation);
        }
        case "Pod":
            return pods.filter(({ metadata }) => metadata?.uid === workload.metadata?.uid);
        case "PersistentVolumeClaim":
            return pods.filter((pod) => namespaceOf(pod) === namespaceOf(workload) && mounts(pod, workload));
        default:
            return own(workload);
    }
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
