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
