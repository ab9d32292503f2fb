import { isIPv4 } from "node:net";
import type * as pulumi from "@pulumi/pulumi";
import { coreDns } from "../../../../shared/packaged-components";
import {
    dnsSubdomain,
    isMap,
    listOf,
    objectOf,
    optional,
    plain,
    type Problem,
    recordOf,
    refined,
    type Relation,
    relation,
    type Rule,
    rule,
    text,
} from "../../validation";
import { type ClusterArgs } from "../arguments/cluster-args";
import { type DnsArgs } from "./dns-args";
import { type HostAlias } from "../arguments/node-args";

/** The most resolvers that a `resolv.conf` can have (`MAXNS`). */
const most = 3;

const resolver = text(
    "the IPv4 address of a resolver, and none of the loopback, where a node has its own",
    (value) => isIPv4(value) && !/^(127|0)\./.test(value),
);

const resolvers = refined(listOf(resolver), ({ length }: unknown[], path) =>
    length >= 1 && length <= most ? [] : [{ path, message: `must have one to ${most} resolvers, but has ${length}` }],
);

/** Refuses the cluster's own domain, whose names CoreDNS answers itself. */
const domain: Rule = (value, path) =>
    /^(.+\.)?cluster\.local$/.test(String(value))
        ? [{ path, message: `is ${String(value)}, which the cluster answers for itself` }]
        : dnsSubdomain(value, path);

const byDomain = objectOf<DnsArgs>({
    resolvers: optional(resolvers),
    domains: optional(plain(recordOf(resolvers, domain))),
});

const word = rule(
    '"docker", "k3s", a list of resolvers or an object',
    (value) => value === "docker" || value === "k3s",
);

export const dnsRule: Rule = plain((value, path, defer) => {
    if (Array.isArray(value)) return resolvers(value, path, defer);
    return (isMap(value) ? byDomain : word)(value, path, defer);
});

/** The relations between `dns` and other arguments. */
export function dnsRelations({ dns, hostAliases, disable, server = {}, agent = {} }: ClusterArgs): Relation[] {
    if (dns === undefined) return [];
    const domains = typeof dns === "object" && !Array.isArray(dns) ? Object.keys(dns.domains ?? {}) : [];
    return [
        relation({ hostAliases }, (known) =>
            domains.flatMap((name) => (isAlias(name, known.hostAliases) ? [aliasProblem(name)] : [])),
        ),
        relation({ disable }, (known) =>
            domains.length > 0 && known.disable?.includes(coreDns.component)
                ? [{ path: "dns.domains", message: "needs CoreDNS, which disable leaves out" }]
                : [],
        ),
        ...Object.entries({ server, agent }).map(([role, { environment, extraArgs }]) =>
            relation({ environment, extraArgs }, (known) => [
                ...((known.environment as object | undefined) && "K3S_RESOLV_CONF" in (known.environment as object)
                    ? [{ path: `${role}.environment.K3S_RESOLV_CONF`, message: besideDns }]
                    : []),
                ...(known.extraArgs ?? []).flatMap((argument, index) =>
                    /^--?resolv-conf\b/.test(argument)
                        ? [{ path: `${role}.extraArgs[${index}]`, message: besideDns }]
                        : [],
                ),
            ]),
        ),
    ];
}

const besideDns = "cannot be given together with dns: both say whom pods ask for names";

function isAlias(name: string, hostAliases: unknown): boolean {
    const aliases = (hostAliases as pulumi.Unwrap<HostAlias>[] | undefined) ?? [];
    return ["host.docker.internal", ...aliases.flatMap(({ hostnames }) => hostnames)].includes(name);
}

function aliasProblem(name: string): Problem {
    return { path: `dns.domains[${JSON.stringify(name)}]`, message: "is a name that every pod has an address for" };
}
