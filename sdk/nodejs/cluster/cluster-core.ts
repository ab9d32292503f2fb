import type * as docker from "@pulumi/docker";
import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { rule, type Rule } from "../validation";
import { type DockerHost } from "./local/docker-host";
import { type FixedPort } from "./arguments/fixed-ports";
import { type HostAlias, type NodeArgs } from "./arguments/node-args";
import { type NodeDns } from "./dns/node-dns";
import { type NodeFile } from "./node/node-container";
import { type Variables } from "./proxy/proxy-variables";
import { type Transform } from "./transform";

/**
 * The data of a cluster that other components use. It is the same for a cluster of this stack, of another stack and in
 * production.
 */
export interface ClusterCore {
    /** The cluster's name in its kubeconfig. */
    readonly name: string;
    /** `project/stack/cluster` of the stack that uses the cluster. */
    readonly path: pulumi.Output<string>;
    /** The owner of the releases and Docker objects that this stack creates for the cluster. */
    readonly owner: pulumi.Output<string>;
    readonly clusterId: pulumi.Output<string>;
    /** The kubeconfig for processes on this machine. It does not wait until the cluster is ready. */
    readonly kubeconfig: pulumi.Output<string>;
    /** The kubeconfig for containers on the cluster's Docker network. */
    readonly containerKubeconfig: pulumi.Output<string>;
    readonly kubeconfigPath: pulumi.Output<string>;
    readonly apiUrl: pulumi.Output<string>;
    readonly kubernetesVersion: pulumi.Output<string>;
    readonly timeoutSeconds: pulumi.Input<number>;
    readonly dockerHost?: pulumi.Input<string>;
    /** The provider for objects in the cluster. It waits until the cluster is ready. */
    readonly provider: kubernetes.Provider;
    /**
     * The resource with which everything in the cluster is deleted. Undefined if the data outlives the cluster's
     * resources.
     */
    readonly identity?: pulumi.Resource;
    /**
     * Whether the cluster is a local one of another stack, which can be deleted before the resources that this stack
     * has in it.
     */
    readonly shared?: boolean;
    /** Undefined in production. */
    readonly nodes?: ClusterNodes;
}

/** The data with which an agent or a relay joins a local cluster. */
export interface ClusterNodes {
    /** The prefix of the nodes' names. */
    readonly cluster: string;
    /** The server's name on the cluster's network. */
    readonly server: pulumi.Input<string>;
    readonly host: DockerHost;
    readonly clusterId: pulumi.Output<string>;
    readonly kubeconfig: pulumi.Output<string>;
    readonly agentToken: pulumi.Output<string>;
    readonly identity?: pulumi.Resource;
    readonly image: pulumi.Input<string>;
    /** The version of the package's own files in the nodes. */
    readonly nodeVersion: pulumi.Input<string | undefined>;
    readonly serviceSubnet: pulumi.Input<string>;
    readonly hostAliases: pulumi.Input<pulumi.Input<HostAlias>[]>;
    readonly dns: NodeDns;
    /** The files that configure registries for K3s. */
    readonly files: pulumi.Input<pulumi.Input<NodeFile>[]>;
    /** The environment variables of the nodes' proxies; empty without a proxy. */
    readonly proxy: pulumi.Input<Variables>;
    /** Caches that the nodes depend on, so that K3s's own images are pulled through them. */
    readonly caches: pulumi.Resource[];
    /** Local images to load into every node. */
    readonly images: pulumi.Input<pulumi.Input<string>[]>;
    readonly timeoutSeconds: pulumi.Input<number>;
    /** The settings of agents whose pool has no settings of its own. */
    readonly agent: NodeArgs;
    /** Whether agents have volumes for their data. */
    readonly keepsData: boolean;
    /** The prefix of the names of the agents' volumes, if the volumes outlive the stack. */
    readonly keptVolume?: string;
    readonly transforms: { agent?: Transform<docker.ContainerArgs>; volume?: Transform<docker.VolumeArgs> };
    readonly taken: Taken;
}

/** Names and ports that only one pool or endpoint of a cluster can have. */
export interface Taken {
    /** Names on the cluster's network. */
    aliases: string[];
    /** Names of pools, with the resource that has each. */
    pools: Map<string, string>;
    /** Ports of the Docker host, with their owners. */
    ports: { whose: string; ports: FixedPort[] }[];
}

/** A {@link Cluster}, of this stack or of another one. */
export interface AnyCluster {
    /** The cluster's name. */
    readonly name: string;
    /** The administrator's kubeconfig for processes on this machine. Secret. */
    readonly kubeconfig: pulumi.Output<string>;
    /** Provider for Kubernetes resources of the program. The resources wait until the cluster is ready. */
    readonly provider: kubernetes.Provider;
    /** @internal */
    readonly core: ClusterCore;
}

/**
 * The rule of arguments that name a cluster. It looks at the value's fields and not at its class, because a program may
 * load two copies of the package.
 */
export const clusterRule: Rule = rule("a Cluster of this package", isCluster);

function isCluster(value: unknown): boolean {
    return typeof value === "object" && value !== null && "core" in value;
}
