import type * as pulumi from "@pulumi/pulumi";
import { type ClusterArgs } from "../arguments/cluster-args";

/** The part of `dns` in a node's container: by default none, as before the argument existed. */
export interface NodeDns {
    /** Variables for the entrypoint. */
    variables: pulumi.Input<pulumi.Input<string>[]>;
    resolvers?: pulumi.Input<pulumi.Input<string>[]> | undefined;
}

export function nodeDns(dns: ClusterArgs["dns"]): NodeDns {
    const resolvers = Array.isArray(dns) ? dns : typeof dns === "object" ? dns.resolvers : undefined;
    return { variables: dns === "k3s" ? ["POD_RESOLVER=k3s"] : [], ...(resolvers && { resolvers }) };
}
