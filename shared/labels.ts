/**
 * On every Docker object: whose it is. `project/stack/cluster`, as they were called when the cluster was first made, and
 * an id of its own, because after `pulumi stack rename` another stack may have the old name.
 */
export const ownerLabel = "pulumi-k3s.owner";
/** On every node: the id of the data that it holds or serves. */
export const clusterIdLabel = "pulumi-k3s.cluster-id";
/** On every container: `server`, `agent`, `registry`, `cache` or `relay`. */
export const roleLabel = "pulumi-k3s.role";
/** On a program's own container that uses clusters or endpoints of any stack by their references. */
export const referencesLabel = "pulumi-k3s.references";
/** On a relay: the endpoint's name. */
export const endpointLabel = "pulumi-k3s.endpoint";
/** On a relay: `namespace/service:port`. */
export const targetLabel = "pulumi-k3s.target";
/** On a dashboard's container, which is not a cluster's: whose it is, by the user's folder. */
export const dashboardLabel = "pulumi-k3s.dashboard";
