import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import { type ClusterNodes } from "../cluster/cluster-core";
import { type NodeArgs } from "../cluster/arguments/node-args";
import { type Transform } from "../cluster/transform";
import { type AgentPoolArgs, checkAgentPoolArgs, poolPorts, poolSettings, whose } from "./agent-pool-args";

/** The settings that the agents of a pool share. */
export interface PoolSettings {
    /** The part of each node's name after the cluster's name. */
    roles: string[];
    wanted: NodeArgs;
    timeoutSeconds: pulumi.Input<number>;
    transform: Transform<docker.ContainerArgs> | undefined;
}

/**
 * The checked arguments of a pool, and the nodes of the cluster that its agents join. In production there are no nodes.
 */
export class PoolPlan {
    private constructor(
        readonly nodes: ClusterNodes | undefined,
        readonly settings: PoolSettings,
    ) {}

    /** @throws ArgumentError with all problems of the arguments. */
    static ofArgs(name: string, args: AgentPoolArgs): PoolPlan {
        const checked = checkAgentPoolArgs(name, args);
        const { core } = args.cluster;
        const { count = 1, name: poolName = name, timeoutSeconds = core.timeoutSeconds, transform } = checked;
        const wanted = poolSettings(checked, core.nodes);
        core.nodes?.taken.pools.set(poolName, name);
        core.nodes?.taken.ports.push({ whose: whose(name), ports: poolPorts(checked, core.nodes) });
        return new PoolPlan(core.nodes, { roles: rolesOf(poolName, count), wanted, timeoutSeconds, transform });
    }

    /** Plans the agents of a Cluster's `agents`, whose arguments are checked already. */
    static ofCluster(nodes: ClusterNodes, count: number): PoolPlan {
        const { agent: wanted, timeoutSeconds, taken, cluster } = nodes;
        const poolName = "agent";
        const name = `${cluster}-${poolName}`;
        taken.pools.set(poolName, name);
        taken.ports.push({ whose: whose(name), ports: poolPorts({ count }, nodes) });
        return new PoolPlan(nodes, { roles: rolesOf(poolName, count), wanted, timeoutSeconds, transform: undefined });
    }
}

function rolesOf(pool: string, count: number): string[] {
    return Array.from({ length: count }, (_, index) => `${pool}-${index}`);
}
