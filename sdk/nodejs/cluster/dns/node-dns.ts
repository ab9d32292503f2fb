import type * as pulumi from "@pulumi/pulumi";
import { type ClusterArgs } from "../arguments/cluster-args";

/** The settings of a node's container for `dns`. The default adds nothing, so that existing nodes do not change. */
export interface NodeDns {
    /** Environment variables for the entrypoint. */
    variables: pulumi.Input<pulumi.Input<string>[]>;
    resolvers?: pulumi.Input<pulumi.Input<string>[]> | undefined;
}

export function nodeDns(dns: ClusterArgs["dns"]): NodeDns {
    const resolvers = Array.isArray(dns) ? dns : typeof dns === "object" ? dns.resolvers : undefined;
    return { variables: dns === "k3s" ? ["POD_RESOLVER=k3s"] : [], ...(resolvers && { resolvers }) };
}
