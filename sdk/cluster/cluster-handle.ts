import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { ClusterAccess } from "./cluster-parts";

/** What something inside a cluster needs of it. */
export interface ClusterHandle {
    /** The cluster's logical name. */
    readonly name: string;
    /** Waits until the cluster is ready. */
    readonly provider: kubernetes.Provider;
    /** Goes when the cluster's data goes; undefined where the data is kept. */
    readonly identity?: pulumi.Resource;
    /** What our own resources need to look into it. */
    readonly access: ClusterAccess;
}
