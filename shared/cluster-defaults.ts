/** The defaults of a cluster's arguments, for its creation and for the preflight. */
export const clusterDefaults = {
    version: "v1.36.0-k3s1",
    /** Those of K3s. */
    podSubnet: "10.42.0.0/16",
    serviceSubnet: "10.43.0.0/16",
};

/** The node image of a version of K3s. */
export function k3sImage(version = clusterDefaults.version): string {
    return `rancher/k3s:${version}`;
}

/** Less does not do for a node. */
export const leastMemoryMebibytes = 512;

/** Below `/proc/sys/fs/inotify`: what the kubelet, containerd and a few pods that watch files need. */
export const inotifyLimits = { max_user_instances: 1024, max_user_watches: 1_048_576 };
