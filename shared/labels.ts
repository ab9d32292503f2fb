/**
 * On every Docker object: its owner, as `project/stack/cluster` with the names at the cluster's creation, and an id.
 * The id is needed because after `pulumi stack rename` another stack may have the old name.
 */
export const ownerLabel = "pulumi-k3s.owner";
/** On every node: the id of the cluster data that the node holds or serves. */
export const clusterIdLabel = "pulumi-k3s.cluster-id";
/** On every container: `server`, `agent`, `registry`, `cache` or `relay`. */
export const roleLabel = "pulumi-k3s.role";
/** On a container of a program that uses clusters or endpoints of any stack through references: `true`. */
export const referencesLabel = "pulumi-k3s.references";
/** On a relay: the endpoint's name. */
export const endpointLabel = "pulumi-k3s.endpoint";
/** On a relay: `namespace/service:port`. */
export const targetLabel = "pulumi-k3s.target";
/** On the dashboard's container, which belongs to no cluster: its owner, by the user's folder. */
export const dashboardLabel = "pulumi-k3s.dashboard";
