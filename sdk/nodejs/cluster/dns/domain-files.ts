import { domainsPath } from "../../../../shared/node-files";
import { type ClusterArgs } from "../arguments/cluster-args";
import { whenKnown } from "../../validation";
import { type NodeFile } from "../node/node-container";

/** Returns the file that configures CoreDNS for domains with resolvers of their own; none without such domains. */
export function domainFiles(dns: ClusterArgs["dns"]): NodeFile[] {
    const domains = typeof dns === "object" && !Array.isArray(dns) ? (dns.domains ?? {}) : {};
    if (Object.keys(domains).length === 0) return [];
    return [
        { path: domainsPath, content: whenKnown(domains, (known) => serverBlocks(known as Record<string, string[]>)) },
    ];
}

/** Returns a CoreDNS server block for each domain, which uses the domain's resolvers in their order. */
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
