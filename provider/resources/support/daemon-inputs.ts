/** The requirements on the daemon, which are checked before anything is created on it. */
export interface DaemonInputs {
    /** `project-stack-cluster`: kept from the first `up`, so renaming the stack renames nothing on the daemon. */
    namePrefix: string;
    /** `project/stack/cluster`, also kept from the first `up`. */
    cluster: string;
    nodeImage: string;
    /** Local images that the nodes will get. */
    images: string[];
    podSubnet: string;
    serviceSubnet: string;
    /** An existing network for the nodes, and the server's alias there. */
    network?: string;
    networkAlias: string;
    /** The volume that keeps the server's data beyond the life of the stack. */
    keptVolume?: string;
    /** The kubelet was configured to run on cgroup v1 (`fail-cgroupv1=false`). */
    acceptsCgroupV1: boolean;
    dockerHost?: string;
}
