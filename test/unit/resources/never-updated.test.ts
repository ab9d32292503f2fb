import { type LifecycleName, lifecycles } from "../../../provider/lifecycles";

/** Resources whose outputs nothing uses, or, of NodeIdentity and ClusterReady, only in ways that an update leaves alone. */
const updated: LifecycleName[] = [
    "v1.ClusterReady",
    "v1.EndpointReady",
    "v1.Forward",
    "v1.HostForward",
    "v1.KubeconfigFiles",
    "v1.KubeconfigMerge",
    "v1.ManifestReady",
    "v1.NodeIdentity",
    "v1.NodeImages",
    "v1.NodeMember",
    "v1.NodeScheduling",
    "v1.NodesReady",
    "v1.ProductionReady",
    "v1.RegistryReady",
    "v1.SharedClusterReady",
    "v1.SharedRelease",
    "v1.WorkloadsReady",
];
const neverUpdated: LifecycleName[] = [
    "v1.ContainerPresence",
    "v1.Daemon",
    "v1.EndpointTarget",
    "v1.ExistingNetwork",
    "v1.HostAddress",
    "v1.HostPort",
    "v1.Identity",
    "v1.Kubeconfig",
    "v1.KubeconfigVolume",
    "v1.Network",
    "v1.ProductionCluster",
    "v1.PublishedAddress",
    "v1.SharedCluster",
    "v1.Target",
];

it.each(neverUpdated)("%s is only ever made or replaced, because others use its outputs", (name) => {
    expect("update" in lifecycles[name]).toBe(false);
});

it("of every kind of resource it is decided whether it is ever updated", () => {
    expect(Object.keys(lifecycles).sort()).toEqual([...updated, ...neverUpdated].sort());
});
