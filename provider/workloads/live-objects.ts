import type { CoreV1Event, KubernetesObject, V1Pod, V1ReplicaSet, V1StorageClass } from "@kubernetes/client-node";
import { type WorkloadKind } from "./availability";

/** The objects that a workload's availability is decided by. */
export interface LiveObjects {
    /** By kind and namespace. */
    objects(kind: WorkloadKind, namespace: string): KubernetesObject[];
    pods: V1Pod[];
    replicaSets: V1ReplicaSet[];
    /** Undefined where nobody may look at them. */
    storageClasses: V1StorageClass[] | undefined;
    /** What happens while one looks, and the pulls of images that were begun before. */
    events?: CoreV1Event[];
    /** The warnings that are on record, from before one looked too. */
    recorded?: CoreV1Event[];
    /** All that is on record of Jobs. */
    jobEvents?: CoreV1Event[];
    /** The configuration of a webhook, where it is known. */
    webhookConfiguration?: (webhook: string) => string | undefined;
}
