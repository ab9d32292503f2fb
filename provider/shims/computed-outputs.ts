import { type InputsOf, type LifecycleName, type OutputsOf } from "../lifecycles";

/** The names of the outputs that a resource always has and that are not copies of its inputs. */
type ComputedKey<Inputs, Outputs> = {
    [Key in keyof Outputs]-?: undefined extends Outputs[Key]
        ? never
        : Key extends keyof Inputs
          ? undefined extends Inputs[Key]
              ? Key
              : never
          : Key;
}[keyof Outputs] &
    string;

/** A missing name, or one that does not exist, does not compile. */
type ComputedOutputs = {
    [Name in LifecycleName]: Record<ComputedKey<InputsOf<Name>, OutputsOf<Name>>, "plain" | "secret">;
};

/** The computed outputs of each kind of resource. The secret ones are encrypted in the state. */
export const computedOutputs: ComputedOutputs = {
    "v1.Target": {},
    "v1.Daemon": {
        daemonId: "plain",
        engine: "plain",
        owner: "plain",
        publishedHost: "plain",
        publishedAddress: "plain",
    },
    "v1.Network": { subnets: "plain" },
    "v1.ExistingNetwork": { subnets: "plain" },
    "v1.Identity": { clusterId: "plain", nodeFiles: "plain", token: "secret", agentToken: "secret" },
    "v1.HostPort": { port: "plain" },
    "v1.NodeIdentity": { password: "secret" },
    "v1.Kubeconfig": {
        authorityFingerprint: "plain",
        kubeconfig: "secret",
        containerKubeconfig: "secret",
        agentToken: "secret",
    },
    "v1.KubeconfigFiles": {},
    // Secret, because even the names of somebody else's contexts are private.
    "v1.KubeconfigMerge": { madeFile: "plain", replaced: "secret" },
    "v1.KubeconfigVolume": { volume: "plain" },
    "v1.NodeImages": { imageIds: "plain" },
    "v1.ClusterReady": { kubernetesVersion: "plain", startedAt: "plain", revivedAt: "plain" },
    "v1.NodesReady": { startedAt: "plain" },
    "v1.NodeMember": {},
    "v1.NodeScheduling": {},
    "v1.ManifestReady": {},
    "v1.WorkloadsReady": {},
    "v1.EndpointTarget": { clusterIp: "plain", servicePort: "plain" },
    "v1.EndpointReady": {},
    "v1.Forward": {},
    "v1.HostAddress": { address: "plain", listenAddress: "plain", subnets: "plain" },
    "v1.HostForward": {},
    "v1.ProductionCluster": { clusterId: "plain", owner: "plain" },
    "v1.ProductionReady": { kubernetesVersion: "plain" },
    "v1.SharedCluster": { owner: "plain", engine: "plain", publishedHost: "plain", publishedAddress: "plain" },
    "v1.SharedClusterReady": { kubernetesVersion: "plain" },
    "v1.SharedRelease": {},
    "v1.PublishedAddress": { host: "plain", hostPort: "plain", scheme: "plain", path: "plain" },
    "v1.ContainerPresence": {},
    "v1.RegistryReady": {},
};

/** Returns the names of a kind's computed outputs, and which of them are secret. */
export function computedNames(name: LifecycleName): { all: string[]; secret: string[] } {
    const marks = Object.entries(computedOutputs[name]);
    return {
        all: marks.map(([key]) => key),
        secret: marks.filter(([, mark]) => mark === "secret").map(([key]) => key),
    };
}
