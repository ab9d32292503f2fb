import type { CoreV1Event, KubernetesObject, V1Pod, V1ReplicaSet, V1StorageClass } from "@kubernetes/client-node";
import { type WorkloadKind } from "./availability";

/** The objects that decide whether a workload is available. */
export interface LiveObjects {
    /** Returns the objects of a kind in a namespace. */
    objects(kind: WorkloadKind, namespace: string): KubernetesObject[];
    pods: V1Pod[];
    replicaSets: V1ReplicaSet[];
    /** Undefined when the user may not list them. */
    storageClasses: V1StorageClass[] | undefined;
    /** The warnings that recur or are new since the watch began, and all recorded events about image pulls. */
    events?: CoreV1Event[];
    /** All recorded warnings, including those from before the watch began. */
    recorded?: CoreV1Event[];
    /** All recorded events about Jobs. */
    jobEvents?: CoreV1Event[];
    /** Returns the configuration of a webhook, where it is known. */
    webhookConfiguration?: (webhook: string) => string | undefined;
}
