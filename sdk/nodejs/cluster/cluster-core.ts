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

/** All that anything else needs of a cluster, whoever made it and wherever it is. */
export interface ClusterCore {
    /** Its name in its kubeconfig. */
    readonly name: string;
    /** `project/stack/cluster` of the stack that uses it. */
    readonly path: pulumi.Output<string>;
    /** Whose the releases and Docker objects are that this stack makes for it. */
    readonly owner: pulumi.Output<string>;
    readonly clusterId: pulumi.Output<string>;
    /** For processes on this machine, without a wait for the cluster. */
    readonly kubeconfig: pulumi.Output<string>;
    /** For containers on its Docker network. */
    readonly containerKubeconfig: pulumi.Output<string>;
    readonly kubeconfigPath: pulumi.Output<string>;
    readonly apiUrl: pulumi.Output<string>;
    readonly kubernetesVersion: pulumi.Output<string>;
    readonly timeoutSeconds: pulumi.Input<number>;
    readonly dockerHost?: pulumi.Input<string>;
    /** For objects in the cluster; it waits until the cluster is ready. */
    readonly provider: kubernetes.Provider;
    /** Everything in the cluster goes with it; undefined where the data outlives this stack's hold on the cluster. */
    readonly identity?: pulumi.Resource;
    /** It is another stack's cluster in Docker, which may go before what this stack has in it. */
    readonly shared?: boolean;
    /** Undefined in production. */
    readonly nodes?: ClusterNodes;
}

/** The data with which an agent or a relay joins a cluster in Docker. */
export interface ClusterNodes {
    /** The prefix of its nodes' names. */
    readonly cluster: string;
    /** The server's name on the cluster's network. */
    readonly server: pulumi.Input<string>;
    readonly host: DockerHost;
    readonly clusterId: pulumi.Output<string>;
    readonly kubeconfig: pulumi.Output<string>;
    readonly agentToken: pulumi.Output<string>;
    readonly identity?: pulumi.Resource;
    readonly image: pulumi.Input<string>;
    /** The version of the package's own files in its nodes. */
    readonly nodeVersion: pulumi.Input<string | undefined>;
    readonly serviceSubnet: pulumi.Input<string>;
    readonly hostAliases: pulumi.Input<pulumi.Input<HostAlias>[]>;
    readonly dns: NodeDns;
    /** The files of registries that K3s reads. */
    readonly files: pulumi.Input<pulumi.Input<NodeFile>[]>;
    /** The variables of its nodes' proxies; none without one. */
    readonly proxy: pulumi.Input<Variables>;
    /** Caches that nodes come after: then what K3s itself pulls comes through them. */
    readonly caches: pulumi.Resource[];
    /** Local images that every node has. */
    readonly images: pulumi.Input<pulumi.Input<string>[]>;
    readonly timeoutSeconds: pulumi.Input<number>;
    /** The settings of its agents unless their pool has others. */
    readonly agent: NodeArgs;
    /** Agents have volumes for their data. */
    readonly keepsData: boolean;
    /** The prefix of the agents' volumes, where they outlive the stack. */
    readonly keptVolume?: string;
    readonly transforms: { agent?: Transform<docker.ContainerArgs>; volume?: Transform<docker.VolumeArgs> };
    readonly taken: Taken;
}

/** Names and ports that only one pool or endpoint of a cluster can have. */
export interface Taken {
    /** Names on the cluster's network. */
    aliases: string[];
    /** Names of pools, with the resource that each is of. */
    pools: Map<string, string>;
    /** Ports of the Docker host, with whose they are. */
    ports: { whose: string; ports: FixedPort[] }[];
}

/** A {@link Cluster}, of this stack or of another one. */
export interface AnyCluster {
    /** The cluster's name. */
    readonly name: string;
    /** The administrator's kubeconfig for processes on this machine. Secret. */
    readonly kubeconfig: pulumi.Output<string>;
    /** Provider for Kubernetes resources of the program. They wait until the cluster is ready. */
    readonly provider: kubernetes.Provider;
    /** @internal */
    readonly core: ClusterCore;
}

/** For arguments that name a cluster; by its shape, because two copies of the package may meet. */
export const clusterRule: Rule = rule("a Cluster of this package", isCluster);

function isCluster(value: unknown): boolean {
    return typeof value === "object" && value !== null && "core" in value;
}
