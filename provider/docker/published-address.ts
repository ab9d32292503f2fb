import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { Failure } from "../failure";
import { type DockerEndpoint } from "./endpoint";

export const loopback = "127.0.0.1";

/** The host under which the daemon's published ports are reached, as it stands in a URL. */
export function publishedHost({ host }: DockerEndpoint): string {
    if (/^(unix|npipe):/.test(host)) return loopback;
    const { hostname } = new URL(host);
    return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname) ? loopback : hostname;
}

/** A host of a URL as it stands elsewhere: only in URLs are IPv6 addresses in brackets. */
export function withoutBrackets(host: string): string {
    return host.replace(/[[\]]/g, "");
}

/**
 * The address that a daemon has to publish ports on for them to be reached where it is reached itself: loopback, or the
 * address of the machine that it is on.
 */
export async function publishedAddress(endpoint: DockerEndpoint): Promise<string> {
    const host = withoutBrackets(publishedHost(endpoint));
    if (isIP(host) !== 0) return host;
    try {
        return (await lookup(host, { order: "ipv4first" })).address;
    } catch (error) {
        throw new Failure(`The address of ${host}, where the Docker daemon is, cannot be found.`, {
            why: (error as Error).message,
            next: `correct ${endpoint.host} (from ${endpoint.source}), or name the machine by its address`,
            cause: error,
        });
    }
}
