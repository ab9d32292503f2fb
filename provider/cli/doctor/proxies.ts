import { isIP } from "node:net";
import { loopback, withoutBrackets } from "../../../shared/docker/published-host";
import { type ClusterSubnets } from "../../docker/networks/subnet-overlaps";
import { subnetContains } from "../../../shared/docker/subnets";
import { type NamedProxies } from "../../../shared/named-proxies";
import { ok, type Verdict } from "./check";

/** Where requests go through, and which go by themselves. */
export interface Proxies {
    /** `HTTP_PROXY`, `HTTPS_PROXY` and `ALL_PROXY`, in either case. */
    addresses: string[];
    /** `NO_PROXY`. */
    except: string;
    /**
     * The same for the connection of a program to Pulumi's engine: gRPC for Node.js knows the names in lower case alone
     * (and in `no_grpc_proxy`), takes no `*`, and no space after a comma. None where it goes by itself.
     */
    ofPrograms?: { except: string };
}

export interface ProxyFacts {
    /** Of this process, and so of Pulumi. */
    own: Proxies;
    /** Those that the Docker client gives to containers. */
    client?: NamedProxies;
    /** Those of the engine, with which it pulls images; none where it does not answer. */
    engine?: Proxies;
    /** The host of an engine on another machine. */
    remoteHost?: string;
}

/** Whether a proxy stands between what belongs together. */
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

/** What a program gives a cluster, so that its nodes have the same. */
function argumentFor(own: Proxies, ofClient: string[]): string {
    if (own.addresses.length > 0) return '"environment"';
    return ofClient.length > 0 ? '"docker"' : "{ https: … }";
}

interface Need {
    /** What goes through a proxy, and must not. */
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
            // Pulumi, its plugins and this package go to this machine without a proxy; what a program starts may not.
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

/** Some programs read the one name, some the other. */
function remedy({ except }: Proxies, hosts: string[]): string {
    const known = except.split(",").flatMap((entry) => entry.trim() || []);
    const value = [...new Set([...known, ...hosts])].join(",");
    if (hosts.length > 0) return `export NO_PROXY=${value} no_proxy=${value}`;
    return known.includes("*") ? `export no_grpc_proxy=${loopback}` : `export no_proxy=${value}`;
}

/** As Go, curl and Python read `NO_PROXY`: a name stands for those below it too, a subnet for what is in it. */
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
