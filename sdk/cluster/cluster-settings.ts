import { clusterDefaults, k3sImage } from "../../provider/cluster-defaults";
import { type ClusterArgs, type HostAlias } from "./cluster-args";
import { type NodeArgs } from "./node-args";

/** The arguments of a Cluster with every default filled in. */
export interface ClusterSettings {
    image: string;
    /** The version of K3s, where the image's name tells it. */
    version?: string;
    agents: number;
    apiPort?: number;
    podSubnet: string;
    serviceSubnet: string;
    disable: string[];
    server: NodeArgs;
    agent: NodeArgs;
    hostAliases: HostAlias[];
    /** An existing Docker network. */
    network?: string;
    images: string[];
    timeoutSeconds: number;
    dockerHost?: string;
    /** The data is in volumes, so it outlives the nodes' containers. */
    keepsData: boolean;
    /** The server's volume, where it outlives the stack. */
    keptVolume?: string;
}

/** What K3s ships and a local cluster does not need; a LoadBalancer Service works, because servicelb stays. */
const defaultDisable = ["traefik", "metrics-server"];

/** @param configuredImage the value of the configuration `k3s:image`, below the arguments and above the default. */
export function clusterSettings(args: ClusterArgs, configuredImage?: string): ClusterSettings {
    const image = args.image ?? (args.version ? undefined : configuredImage) ?? k3sImage(args.version);
    return {
        image,
        version: /:(v[^:]+)$/.exec(image)?.[1],
        agents: args.agents ?? 0,
        apiPort: args.apiPort,
        podSubnet: args.podSubnet ?? clusterDefaults.podSubnet,
        serviceSubnet: args.serviceSubnet ?? clusterDefaults.serviceSubnet,
        disable: args.disable ?? defaultDisable,
        server: args.server ?? {},
        agent: args.agent ?? {},
        hostAliases: args.hostAliases ?? [],
        network: args.network,
        images: args.images ?? [],
        timeoutSeconds: args.timeoutSeconds ?? 300,
        dockerHost: args.dockerHost,
        keepsData: Boolean(args.dataVolume),
        keptVolume: typeof args.dataVolume === "string" ? args.dataVolume : undefined,
    };
}
