import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import { domainsPath } from "../../../../shared/node-files";
import { type Dns, type DnsArgs } from "../arguments/dns-args";
import { whenKnown } from "../../validation";
import { type NodeFile } from "./node-container";

type Known = pulumi.Unwrap<Dns> | undefined;

/** What tells the entrypoint to leave pods to K3s. */
const leftToK3s = "PULUMI_K3S_DNS=k3s";

/** The variables and the resolvers of a node's container; neither by default, as before there was `dns`. */
export function nodeDns(dns: pulumi.Input<Dns> | undefined): {
    envs: pulumi.Input<pulumi.Input<string>[]>;
    container: Pick<docker.ContainerArgs, "dns">;
} {
    const resolvers = whenKnown(dns, (known) => resolversOf(known as Known));
    return {
        envs: whenKnown(dns, (known) => ((known as Known) === "k3s" ? [leftToK3s] : [])),
        container: resolvers === undefined ? {} : { dns: resolvers as pulumi.Input<string[]> },
    };
}

/** What CoreDNS is told of domains with resolvers of their own. */
export function domainFiles(dns: pulumi.Input<Dns> | undefined): pulumi.Input<pulumi.Input<NodeFile>[]> {
    return whenKnown(dns, (known) => {
        const blocks = serverBlocks(argsOf(known as Known).domains as Record<string, string[]> | undefined);
        return blocks === "" ? [] : [{ path: domainsPath, content: blocks }];
    });
}

function resolversOf(known: Known): string[] | undefined {
    return (Array.isArray(known) ? known : argsOf(known).resolvers) as string[] | undefined;
}

function argsOf(known: Known): pulumi.Unwrap<DnsArgs> {
    return typeof known === "object" && !Array.isArray(known) ? known : {};
}

/** One for each domain, which asks its resolvers in their order. */
export function serverBlocks(domains: Record<string, string[]> = {}): string {
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
