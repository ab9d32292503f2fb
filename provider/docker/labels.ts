/** On every Docker object: `project/stack/cluster` as they were when the cluster was first made. */
export const ownerLabel = "pulumi-k3s.cluster";
/** On every node: the id of the data that it holds or serves. */
export const clusterIdLabel = "pulumi-k3s.cluster-id";
/** On every container: `server`, `agent` or `relay`. */
export const roleLabel = "pulumi-k3s.role";
