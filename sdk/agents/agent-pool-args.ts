import { type Cluster } from "../cluster/cluster";
import { clusterRule } from "../cluster/cluster-rule";
import { checkArguments, dnsLabel, integer, listOf, nonBlank, optional, type Problem, seconds } from "../validation";

/** The arguments of an {@link AgentPool}. */
export interface AgentPoolArgs {
    /** The cluster to join. A change replaces the agents. */
    cluster: Cluster;
    /** Number of agents, 0 to 50. Default: 1. */
    count?: number;
    /**
     * Names the nodes: `<cluster>-<name>-<index>`. Default: the resource's name. A change replaces the agents.
     */
    name?: string;
    /** More arguments for `k3s agent`. Default: the cluster's `agentExtraArgs`. A change replaces the agents. */
    extraArgs?: string[];
    /** How long to wait for the nodes to become Ready, in seconds. Default: the cluster's. */
    timeoutSeconds?: number;
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
            extraArgs: optional(listOf(nonBlank)),
            timeoutSeconds: optional(seconds),
        },
        () => [...tooLong(poolName, args.cluster.name), ...reserved(poolName)],
    );
}

function tooLong(poolName: string, cluster: string): Problem[] {
    const longest = 63 - `${cluster}--50`.length;
    if (poolName.length <= longest) return [];
    return [{ path: "name", message: `must have at most ${longest} characters in the cluster "${cluster}"` }];
}

/** The containers of relays are called so. */
function reserved(poolName: string): Problem[] {
    return poolName === "endpoint"
        ? [{ path: "name", message: 'is "endpoint", which names the relays of endpoints' }]
        : [];
}
