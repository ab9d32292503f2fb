import { type LifecycleName } from "../lifecycles";

/** Outputs that are not echoes of inputs. The secret ones are encrypted in the state. */
export const computedOutputs: Partial<Record<LifecycleName, { plain?: string[]; secret?: string[] }>> = {
    "v1.Daemon": { plain: ["daemonId", "engine", "owner", "publishedHost", "publishedAddress"] },
    "v1.Network": { plain: ["subnets"] },
    "v1.Identity": { plain: ["clusterId"], secret: ["token", "agentToken"] },
    "v1.HostPort": { plain: ["port"] },
    "v1.NodeIdentity": { secret: ["password"] },
    "v1.Kubeconfig": { plain: ["authorityFingerprint"], secret: ["kubeconfig", "containerKubeconfig", "agentToken"] },
    // Of the contexts that somebody else has, their names too are nobody's business.
    "v1.KubeconfigMerge": { plain: ["madeFile"], secret: ["replaced"] },
    "v1.KubeconfigVolume": { plain: ["volume"] },
    "v1.NodeImages": { plain: ["imageIds"] },
    "v1.ClusterReady": { plain: ["kubernetesVersion", "startedAt", "revivedAt"] },
    "v1.NodesReady": { plain: ["startedAt"] },
    "v1.ProductionCluster": { plain: ["clusterId", "owner"] },
    "v1.ProductionReady": { plain: ["kubernetesVersion"] },
    "v1.SharedCluster": { plain: ["owner", "engine", "publishedHost", "publishedAddress"] },
    "v1.SharedClusterReady": { plain: ["kubernetesVersion"] },
    "v1.PublishedAddress": { plain: ["host", "hostPort", "scheme", "path"] },
    "v1.EndpointTarget": { plain: ["clusterIp", "servicePort"] },
};
