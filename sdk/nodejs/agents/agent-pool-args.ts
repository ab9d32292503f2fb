import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import { type AnyCluster, type ClusterNodes, clusterRule } from "../cluster/cluster-core";
import { type FixedPort, nodePorts, plainPorts, takenPorts } from "../cluster/arguments/fixed-ports";
import { type NodeArgs } from "../cluster/arguments/node-args";
import { nodeDataPath } from "../../../shared/node-files";
import { nodeRelations, nodeRules, sharedPorts } from "../cluster/arguments/node-rules";
import { type Transform, transformRule } from "../cluster/transform";
import { checkArguments, dnsLabel, integer, optional, plain, type Problem, seconds } from "../validation";

/**
 * The arguments of an {@link AgentPool}, with the settings of its nodes ({@link NodeArgs}).
 *
 * A setting that you leave out has the value of the cluster's `agent`. A setting that you give replaces that value; the
 * two are not merged. Each argument accepts an Output, except `cluster`, `count`, `name`, `transform` and the list of
 * `ports`.
 */
export interface AgentPoolArgs extends NodeArgs {
    /**
     * The cluster to join.
     *
     * @change Replaces the agents.
     */
    cluster: AnyCluster;
    /**
     * Number of agents, 0 to 50.
     *
     * @default 1
     * @change Adds or removes agents, and nothing else. An agent is drained before it is removed.
     */
    count?: number | undefined;
    /**
     * Name of the pool in the names of its nodes: `<cluster>-<name>-<index>`, at most 63 characters. Two pools of a
     * cluster cannot have the same name; `agent` is the name of the pool that the cluster's `agents` creates.
     *
     * @default the name of the resource
     * @change Replaces the agents.
     */
    name?: string | undefined;
    /**
     * How long to wait for the nodes to become Ready, in seconds.
     *
     * @default the `timeoutSeconds` of the cluster
     * @change Changes no resource.
     */
    timeoutSeconds?: pulumi.Input<number> | undefined;
    /**
     * Adjusts the container of each agent where no argument does: arguments of `docker.Container`, or a function that
     * changes them.
     *
     * @default the cluster's `transform.agent`
     * @change As Docker applies the changed settings; a setting may replace the containers.
     */
    transform?: Transform<docker.ContainerArgs> | undefined;
}

/** Checks the arguments and throws if they cannot work, before anything is created. */
export function checkAgentPoolArgs(name: string, args: AgentPoolArgs): AgentPoolArgs {
    const poolName = args.name ?? name;
    return checkArguments<AgentPoolArgs>(
        "AgentPool",
        name,
        { ...args, name: poolName },
        {
            cluster: plain(clusterRule),
            count: optional(plain(integer(0, 50))),
            name: plain(dnsLabel),
            timeoutSeconds: optional(seconds),
            transform: optional(plain(transformRule)),
            ...nodeRules,
        },
        () => {
            const { name: cluster, core } = args.cluster;
            return [
                ...tooLong(poolName, cluster),
                ...reserved(poolName),
                ...taken(name, poolName, args, core.nodes),
                ...sharedPorts(poolSettings(args, core.nodes), args.count ?? 1, "ports"),
                ...nodeRelations(args, "", core.nodes?.keepsData ? [nodeDataPath] : []),
            ];
        },
    );
}

/** Returns the settings of the pool's nodes: its own, or else those of the cluster's agents. */
export function poolSettings(args: Omit<AgentPoolArgs, "cluster">, nodes: ClusterNodes | undefined): NodeArgs {
    const own = Object.keys(nodeRules).filter((key) => args[key as keyof NodeArgs] !== undefined);
    return { ...nodes?.agent, ...Object.fromEntries(own.map((key) => [key, args[key as keyof NodeArgs]])) };
}

function tooLong(poolName: string, cluster: string): Problem[] {
    const longest = 63 - `${cluster}--50`.length;
    if (poolName.length <= longest) return [];
    return [{ path: "name", message: `must have at most ${longest} characters in the cluster "${cluster}"` }];
}

/**
 * Refuses a name that another pool has and a port that another node publishes: pools with the same name would have the
 * same nodes, and two nodes cannot publish the same port.
 */
function taken(name: string, poolName: string, args: AgentPoolArgs, nodes: ClusterNodes | undefined): Problem[] {
    if (!nodes) return [];
    const other = nodes.taken.pools.get(poolName);
    const own = poolPorts(args, nodes);
    return [
        ...(other === undefined || other === name
            ? []
            : [{ path: "name", message: `is "${poolName}", the name of AgentPool "${other}" of this cluster` }]),
        ...nodes.taken.ports.flatMap((others) =>
            others.whose === whose(name) ? [] : takenPorts(own, others.ports, others.whose),
        ),
    ];
}

/** Returns the ports of a pool on the Docker host that are known before the deployment. */
export function poolPorts(args: Omit<AgentPoolArgs, "cluster">, nodes: ClusterNodes | undefined): FixedPort[] {
    return args.count === 0 ? [] : plainPorts(nodePorts(poolSettings(args, nodes).ports, "ports"));
}

export function whose(pool: string): string {
    return ` of AgentPool "${pool}"`;
}

/** Refuses the name `endpoint`, which the containers of relays have. */
function reserved(poolName: string): Problem[] {
    return poolName === "endpoint"
        ? [{ path: "name", message: 'is "endpoint", which names the relays of endpoints' }]
        : [];
}
