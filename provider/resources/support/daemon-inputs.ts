/** Requirements on the daemon before anything is created on it. */
export interface DaemonInputs {
    /** `project-stack-cluster`: kept from the first `up`, so renaming the stack renames nothing on the daemon. */
    namePrefix: string;
    /** `project/stack/cluster`, kept likewise. */
    cluster: string;
    nodeImage: string;
    /** Local images that the nodes are to be given. */
    images: string[];
    podSubnet: string;
    serviceSubnet: string;
    /** An existing network that the nodes are to be on, and what the server is to be called there. */
    network?: string;
    networkAlias: string;
    /** The volume that keeps the server's data beyond the stack. */
    keptVolume?: string;
    /** The kubelet was told to run on cgroup v1 (`fail-cgroupv1=false`). */
    acceptsCgroupV1: boolean;
    dockerHost?: string;
}
