import type * as pulumi from "@pulumi/pulumi";
import { domainsPath } from "../../../../shared/node-files";
import { type ClusterArgs } from "../arguments/cluster-args";
import { type DnsArgs } from "../arguments/dns-args";
import { whenKnown } from "../../validation";
import { type NodeFile } from "./node-container";

/** What a node's container has of `dns`: by default nothing, as before there was one. */
export interface NodeDns {
    /** What the entrypoint is told. */
    variables: pulumi.Input<pulumi.Input<string>[]>;
    resolvers?: pulumi.Input<pulumi.Input<string>[]> | undefined;
}

export function nodeDns(dns: ClusterArgs["dns"]): NodeDns {
    const resolvers = Array.isArray(dns) ? dns : argsOf(dns).resolvers;
    return { variables: dns === "k3s" ? ["PULUMI_K3S_DNS=k3s"] : [], ...(resolvers && { resolvers }) };
}

/** What CoreDNS is told of domains with resolvers of their own. */
export function domainFiles(dns: ClusterArgs["dns"]): NodeFile[] {
    const { domains = {} } = argsOf(dns);
    if (Object.keys(domains).length === 0) return [];
    return [
        { path: domainsPath, content: whenKnown(domains, (known) => serverBlocks(known as Record<string, string[]>)) },
    ];
}

function argsOf(dns: ClusterArgs["dns"]): DnsArgs {
    return typeof dns === "object" && !Array.isArray(dns) ? dns : {};
}

/** One for each domain, which asks its resolvers in their order. */
export function serverBlocks(domains: Record<string, string[]>): string {
    return Object.entries(domains)
        .map(([domain, resolvers]) =>
            [
                `${domain}:53 {`,
                "  errors",
                "  cache 30",
                `  forward . ${resolvers.join(" ")} {`,
                "    policy sequential",
                "  }",
                "}\n",
            ].join("\n"),
        )
        .join("");
}
