import type * as docker from "@pulumi/docker";
import { type Cluster } from "../cluster/cluster";
import { clusterRule } from "../cluster/cluster-rule";
import { type FixedPort, nodePorts, takenPorts } from "../cluster/fixed-ports";
import { type NodeArgs } from "../cluster/node-args";
import { nodeDataPath } from "../../provider/docker/node-files";
import { nodeRelations, nodeRules, sharedPorts } from "../cluster/node-rules";
import { type Transform } from "../cluster/transform";
import { checkArguments, dnsLabel, func, integer, optional, type Problem, seconds } from "../validation";

/** The arguments of an {@link AgentPool}. Settings of nodes that are left out are those of the cluster's `agent`. */
export interface AgentPoolArgs extends NodeArgs {
    /** The cluster to join. A change replaces the agents. */
    cluster: Cluster;
    /** Number of agents, 0 to 50. Default: 1. */
    count?: number;
    /**
     * Names the nodes: `<cluster>-<name>-<index>`. Default: the resource's name. A change replaces the agents.
     */
    name?: string;
    /** How long to wait for the nodes to become Ready, in seconds. Default: the cluster's. */
    timeoutSeconds?: number;
    /**
     * Adjusts what the container of each agent is made with, where no argument does: it gets the arguments of
     * `docker.Container` and returns them as they are to be. Default: the cluster's `transform.agent`.
     */
    transform?: Transform<docker.ContainerArgs>;
}

/** Refuses arguments that cannot work, before anything is made. */
export function checkAgentPoolArgs(name: string, args: AgentPoolArgs): void {
    const poolName = args.name ?? name;
    checkArguments<AgentPoolArgs>(
        "AgentPool",
        name,
        { ...args, name: poolName },
        {
            cluster: clusterRule,
            count: optional(integer(0, 50)),
            name: dnsLabel,
            timeoutSeconds: optional(seconds),
            transform: optional(func),
            ...nodeRules,
        },
        () => [
            ...tooLong(poolName, args.cluster.name),
            ...reserved(poolName),
            ...taken(name, poolName, args),
            ...nodeRelations(args, "", args.cluster.join?.settings.keepsData ? [nodeDataPath] : []),
            ...sharedPorts(poolSettings(args), args.count ?? 1, "ports"),
        ],
    );
}

/** What the pool's nodes are to be: its own settings, else those of the cluster's agents. */
export function poolSettings({ cluster, ...args }: AgentPoolArgs): NodeArgs {
    const own = Object.keys(nodeRules).filter((key) => args[key as keyof NodeArgs] !== undefined);
    return {
        ...cluster.join?.settings.agent,
        ...Object.fromEntries(own.map((key) => [key, args[key as keyof NodeArgs]])),
    };
}

function tooLong(poolName: string, cluster: string): Problem[] {
    const longest = 63 - `${cluster}--50`.length;
    if (poolName.length <= longest) return [];
    return [{ path: "name", message: `must have at most ${longest} characters in the cluster "${cluster}"` }];
}

/** Two pools of one name would have the same nodes; nor can two nodes publish the same port. */
function taken(name: string, poolName: string, args: AgentPoolArgs): Problem[] {
    const { pools, ports } = args.cluster.join?.taken ?? { pools: new Map<string, string>(), ports: [] };
    const other = pools.get(poolName);
    const own = poolPorts(args);
    return [
        ...(other === undefined || other === name
            ? []
            : [{ path: "name", message: `is "${poolName}", the name of AgentPool "${other}" of this cluster` }]),
        ...ports.flatMap((others) => (others.whose === whose(name) ? [] : takenPorts(own, others.ports, others.whose))),
    ];
}

/** Keeps what a pool has from the ones that follow. */
export function take(name: string, args: AgentPoolArgs): void {
    const { pools, ports } = args.cluster.join?.taken ?? {};
    pools?.set(args.name ?? name, name);
    ports?.push({ whose: whose(name), ports: poolPorts(args) });
}

function poolPorts(args: AgentPoolArgs): FixedPort[] {
    return args.count === 0 ? [] : nodePorts(poolSettings(args).ports, "ports");
}

function whose(pool: string): string {
    return ` of AgentPool "${pool}"`;
}

/** The containers of relays are called so. */
function reserved(poolName: string): Problem[] {
    return poolName === "endpoint"
        ? [{ path: "name", message: 'is "endpoint", which names the relays of endpoints' }]
        : [];
}
