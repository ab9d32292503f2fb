import type * as pulumi from "@pulumi/pulumi";
import { type ClusterArgs } from "../arguments/cluster-args";

/** What a node's container has of `dns`: by default nothing, as before there was one. */
export interface NodeDns {
    /** What the entrypoint is told. */
    variables: pulumi.Input<pulumi.Input<string>[]>;
    resolvers?: pulumi.Input<pulumi.Input<string>[]> | undefined;
}

export function nodeDns(dns: ClusterArgs["dns"]): NodeDns {
    const resolvers = Array.isArray(dns) ? dns : typeof dns === "object" ? dns.resolvers : undefined;
    return { variables: dns === "k3s" ? ["POD_RESOLVER=k3s"] : [], ...(resolvers && { resolvers }) };
}
