import { isIP } from "node:net";
import { loopback, withoutBrackets } from "../../docker/published-address";
import { type ClusterSubnets } from "../../docker/subnet-overlaps";
import { subnetContains } from "../../docker/subnets";
import { ok, type Verdict } from "./check";

/** Where requests go through, and which go by themselves. */
export interface Proxies {
    /** `HTTP_PROXY`, `HTTPS_PROXY` and `ALL_PROXY`, in either case. */
    addresses: string[];
    /** `NO_PROXY`. */
    except: string;
}

export interface ProxyFacts {
    /** Of this process, and so of Pulumi. */
    own: Proxies;
    /** Those of the engine, with which it pulls images; none where it does not answer. */
    engine?: Proxies;
    /** The host of an engine on another machine. */
    remoteHost?: string;
}

/** Whether a proxy stands between what belongs together. */
export function checkProxies({ own, engine, remoteHost }: ProxyFacts, subnets: ClusterSubnets): Verdict {
    const addresses = [...new Set([...own.addresses, ...(engine?.addresses ?? [])])];
    if (addresses.length === 0) return ok("none");
    const found = `${addresses.map(withoutCredentials).join(", ")}; nodes have it only from environment of server and agent`;
    const needs = own.addresses.length > 0 ? allNeeds(subnets, remoteHost) : [];
    const missing = needs.filter(({ hosts }) => !hosts.every((host) => isExcepted(host, own.except)));
    if (missing.length === 0) return ok(found);
    const hosts = missing.flatMap((need) => need.hosts).filter((host) => !isExcepted(host, own.except));
    return {
        state: "warning",
        found: `${found}; NO_PROXY lacks ${hosts.join(", ")}`,
        consequence: missing.map(({ consequence }) => consequence).join("; "),
        next: `export NO_PROXY=${[...own.except.split(",").filter(Boolean), ...hosts].join(",")}`,
    };
}

interface Need {
    hosts: string[];
    consequence: string;
}

function allNeeds({ podSubnet, serviceSubnet }: ClusterSubnets, remoteHost: string | undefined): Need[] {
    return [
        { hosts: ["localhost", loopback], consequence: "curl and others ask the proxy for endpoints on this machine" },
        {
            hosts: [podSubnet, serviceSubnet],
            consequence: "containers with these variables ask the proxy for pods and Services",
        },
        ...(remoteHost === undefined
            ? []
            : [
                  {
                      hosts: [withoutBrackets(remoteHost)],
                      consequence: "Pulumi asks the proxy for the engine and clusters on it",
                  },
              ]),
    ];
}

/** As Go, curl and Python read `NO_PROXY`: a name stands for those below it too, a subnet for what is in it. */
function isExcepted(host: string, except: string): boolean {
    const subnet = isIP(host) === 4 ? `${host}/32` : host;
    return except
        .split(",")
        .map((entry) => entry.trim())
        .some((entry) => entry === "*" || entry === host || subnetContains(entry, subnet) || isBelow(host, entry));
}

function isBelow(host: string, entry: string): boolean {
    const domain = entry.replace(/^\*?\./, "");
    return domain !== "" && isIP(host) === 0 && host.endsWith(`.${domain}`);
}

function withoutCredentials(address: string): string {
    return address.replace(/^(\w+:\/\/)?.*@/, "$1");
}
