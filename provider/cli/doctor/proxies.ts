import { isIP } from "node:net";
import { loopback, withoutBrackets } from "../../../shared/docker/published-host";
import { type ClusterSubnets } from "../../docker/networks/subnet-overlaps";
import { subnetContains } from "../../../shared/docker/subnets";
import { type NamedProxies } from "../../../shared/named-proxies";
import { ok, type Verdict } from "./check";

/** Proxies, and the hosts that are reached without them. */
export interface Proxies {
    /** `HTTP_PROXY`, `HTTPS_PROXY` and `ALL_PROXY`, in either case. */
    addresses: string[];
    /** `NO_PROXY`. */
    except: string;
    /**
     * The exceptions for the connection of a program to Pulumi's engine. gRPC for Node.js reads only the names in lower
     * case (and `no_grpc_proxy`), and accepts neither `*` nor a space after a comma. Absent if gRPC uses no proxy.
     */
    ofPrograms?: { except: string };
}

export interface ProxyFacts {
    /** The proxies of this process, and so of Pulumi. */
    own: Proxies;
    /** The proxies that the Docker client passes to containers. */
    client?: NamedProxies;
    /** The proxies with which the engine pulls images. Absent if it does not answer. */
    engine?: Proxies;
    /** The engine's host, if it is another machine. */
    remoteHost?: string;
}

/** Checks whether connections within this machine and to clusters would go through a proxy. */
export function checkProxies({ own, client = {}, engine, remoteHost }: ProxyFacts, subnets: ClusterSubnets): Verdict {
    const ofClient = [client.http, client.https].filter((address) => address !== undefined);
    const addresses = [...new Set([...own.addresses, ...ofClient, ...(engine?.addresses ?? [])])];
    if (addresses.length === 0) return ok("none");
    const found = `${addresses.map(withoutCredentials).join(", ")}; nodes have it only with proxy: ${argumentFor(own, ofClient)}`;
    const missing = needsOf({ own, remoteHost }, subnets).filter(({ lacks }) => lacks.length > 0);
    if (missing.length === 0) return ok(found);
    const hosts = missing.filter(({ isOfPrograms }) => !isOfPrograms).flatMap(({ lacks }) => lacks);
    return {
        state: missing.some(({ state }) => state === "problem") ? "problem" : "warning",
        found: `${found}; ${lackOf(own, hosts)}`,
        consequence: missing.map(({ consequence }) => consequence).join("; "),
        next: remedy(own, hosts),
    };
}

/** Returns the value of the Cluster's argument `proxy` that gives its nodes the same proxies. */
function argumentFor(own: Proxies, ofClient: string[]): string {
    if (own.addresses.length > 0) return '"environment"';
    return ofClient.length > 0 ? '"docker"' : "{ https: … }";
}

interface Need {
    /** The hosts that are reached through a proxy and must not be. */
    lacks: string[];
    state: "problem" | "warning";
    consequence: string;
    isOfPrograms?: boolean;
}

function needsOf({ own, remoteHost }: ProxyFacts, { podSubnet, serviceSubnet }: ClusterSubnets): Need[] {
    const { addresses, except, ofPrograms } = own;
    if (addresses.length === 0 && !ofPrograms) return [];
    const lacking = (...hosts: string[]) => hosts.filter((host) => !isExcepted(host, except));
    return [
        {
            lacks: ofPrograms && !isExceptedByGrpc(loopback, ofPrograms.except) ? [loopback] : [],
            state: "problem",
            consequence: "pulumi up fails: its program asks the proxy for Pulumi's engine on this machine",
            isOfPrograms: true,
        },
        {
            lacks: lacking("localhost", loopback),
            // Pulumi, its plugins and this package connect to this machine without a proxy. Processes of a program may
            // not.
            state: "warning",
            consequence: "programs, curl and others ask the proxy for endpoints on this machine",
        },
        {
            lacks: lacking(podSubnet, serviceSubnet),
            state: "warning",
            consequence: "containers with these variables ask the proxy for pods and Services",
        },
        {
            lacks: remoteHost === undefined ? [] : lacking(withoutBrackets(remoteHost)),
            state: "problem",
            consequence: "Pulumi asks the proxy for the engine and clusters on it",
        },
    ];
}

function lackOf({ except }: Proxies, hosts: string[]): string {
    if (hosts.length === 0) return `no_proxy lacks ${loopback}`;
    return except === "" ? "NO_PROXY is not set" : `NO_PROXY lacks ${hosts.join(", ")}`;
}

/** Returns the command that adds the exceptions. Sets both names, since some programs read one and some the other. */
function remedy({ except }: Proxies, hosts: string[]): string {
    const known = except.split(",").flatMap((entry) => entry.trim() || []);
    const value = [...new Set([...known, ...hosts])].join(",");
    if (hosts.length > 0) return `export NO_PROXY=${value} no_proxy=${value}`;
    return known.includes("*") ? `export no_grpc_proxy=${loopback}` : `export no_proxy=${value}`;
}

/** Reads `NO_PROXY` as Go, curl and Python do: a name includes its subdomains, and a subnet the addresses in it. */
function isExcepted(host: string, except: string): boolean {
    const subnet = isIP(host) === 4 ? `${host}/32` : host;
    return except
        .split(",")
        .map((entry) => entry.trim())
        .some((entry) => entry === "*" || entry === host || subnetContains(entry, subnet) || isBelow(host, entry));
}

function isExceptedByGrpc(address: string, except: string): boolean {
    return except.split(",").some((entry) => entry === address || subnetContains(entry, `${address}/32`));
}

function isBelow(host: string, entry: string): boolean {
    const domain = entry.replace(/^\*?\./, "");
    return domain !== "" && isIP(host) === 0 && host.endsWith(`.${domain}`);
}

function withoutCredentials(address: string): string {
    return address.replace(/^(\w+:\/\/)?.*@/, "$1");
}
