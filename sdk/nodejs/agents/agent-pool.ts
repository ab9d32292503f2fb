import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { lifecycleResource, type LifecycleResource } from "../../../provider/shims/lifecycle-resource";
import { type ClusterNodes } from "../cluster/cluster-core";
import { refuseDockerProvider } from "../cluster/provider-options";
import { afterResource } from "../references/after-resource";
import { type Agent, createAgent } from "./agent";
import { type AgentPoolArgs } from "./agent-pool-args";
import { PoolPlan, type PoolSettings } from "./pool-plan";

/**
 * Agents of a cluster that are alike. The `agents` of a {@link Cluster} are such a pool; more of them differ in their
 * arguments.
 *
 * Changing `count` adds or removes agents and touches nothing else; an agent that goes is drained first.
 *
 * @example
 * const gpu = new k3s.AgentPool("gpu", { cluster, count: 2, labels: { pool: "gpu" } });
 *
 * @throws ArgumentError when an argument cannot work, before anything is made.
 */
export class AgentPool extends pulumi.ComponentResource {
    /**
     * Names of the pool's Kubernetes nodes, known when all of them are Ready. None in production, where the nodes are not
     * this program's.
     */
    readonly nodeNames: pulumi.Output<string[]>;
    /** The containers of its nodes, in the same order. None in production. */
    readonly containers: docker.Container[];
    /** The volumes with their data, with the cluster's `dataVolume`. */
    readonly volumes: docker.Volume[];

    constructor(name: string, args: AgentPoolArgs, options?: pulumi.ComponentResourceOptions);
    /** @internal */ // eslint-disable-next-line @typescript-eslint/unified-signatures -- only one of them is public
    constructor(name: string, plan: PoolPlan, options?: pulumi.ComponentResourceOptions);
    constructor(name: string, args: AgentPoolArgs | PoolPlan, options?: pulumi.ComponentResourceOptions) {
        const { nodes, settings } = args instanceof PoolPlan ? args : PoolPlan.ofArgs(name, args);
        refuseDockerProvider("AgentPool", name, options);
        super("k3s:index:AgentPool", name, {}, options);
        const child = { parent: this };
        const roles = nodes ? settings.roles : [];
        const agents = roles.map((role) => createAgent(role, nodes as ClusterNodes, settings, child));
        this.containers = agents.map(({ container }) => container);
        this.volumes = agents.flatMap(({ data }) => data ?? []);
        const names = agents.map(({ node }) => node);
        const ready = nodes && nodesReady(name, nodes, agents, settings, child);
        this.nodeNames = ready ? afterResource(names, ready) : pulumi.output(names);
        if (nodes) this.registerOutputs({ nodeNames: this.nodeNames });
    }
}

/** The proof that all nodes of a pool are Ready. */
function nodesReady(
    pool: string,
    { kubeconfig, clusterId, host }: ClusterNodes,
    agents: Agent[],
    { timeoutSeconds }: PoolSettings,
    child: pulumi.CustomResourceOptions,
): LifecycleResource<"v1.NodesReady"> {
    const nodes = agents.map(({ node, containerName, container }) =>
        pulumi.output({ name: node, container: containerName, containerId: container.id }),
    );
    const { networkName, dockerHost } = host.data;
    const inputs = {
        kubeconfig,
        clusterId,
        network: networkName,
        nodes: pulumi.all(nodes),
        timeoutSeconds,
        dockerHost,
    };
    return lifecycleResource("v1.NodesReady", `${pool}-ready`, inputs, child);
}
