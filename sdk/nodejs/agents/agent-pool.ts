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
 * A group of agents with the same settings. The `agents` of a {@link Cluster} form such a pool; further pools can have
 * other settings.
 *
 * The pool is ready when all its nodes are Ready; `nodeNames` is known then. The cluster's provider does not wait for
 * the program's pools: a resource that needs the nodes uses `nodeNames`, or has the pool in its `dependsOn`.
 *
 * An agent is drained before it is removed: its pods move, for at most the cluster's `timeoutSeconds`, then its Node
 * and its password are deleted from the cluster. If its container does not run any more, its pods are deleted at once.
 * If the container of an agent is missing, the next `pulumi up` recreates that agent and changes no other one.
 *
 * @example
 * import * as k3s from "pulumi-k3s";
 *
 * const cluster = new k3s.Cluster("dev");
 *
 * const builders = new k3s.AgentPool("builders", {
 *     cluster,
 *     count: 2,
 *     labels: { pool: "builders" },
 * });
 *
 * // dev-builders-0, dev-builders-1, when both are Ready
 * export const nodes = builders.nodeNames;
 *
 * @throws ArgumentError when an argument cannot work, before anything is created.
 */
export class AgentPool extends pulumi.ComponentResource {
    /** Names of the pool's Kubernetes nodes, known when all of them are Ready. Empty in production. */
    readonly nodeNames: pulumi.Output<string[]>;
    /** The containers of the nodes, in the same order. Empty in production. */
    readonly containers: docker.Container[];
    /** The volumes with the nodes' data, if the cluster has `dataVolume`. */
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

/** Creates the readiness check of a pool, which waits until all of its nodes are Ready. */
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
