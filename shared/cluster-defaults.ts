/** The defaults of a cluster's arguments, for the creation of clusters and for the preflight. */
export const clusterDefaults = {
    version: "v1.36.0-k3s1",
    /** The default subnets of K3s. */
    podSubnet: "10.42.0.0/16",
    serviceSubnet: "10.43.0.0/16",
};

/** Returns the node image for a version of K3s. */
export function k3sImage(version = clusterDefaults.version): string {
    return `rancher/k3s:${version}`;
}

/** The least memory that a node needs. */
export const leastMemoryMebibytes = 512;

/**
 * The inotify limits below `/proc/sys/fs/inotify` that the kubelet, containerd and a few pods that watch files need.
 */
export const inotifyLimits = { max_user_instances: 1024, max_user_watches: 1_048_576 };
