import { type DockerEndpoint } from "./endpoint";

export const loopback = "127.0.0.1";

/** Returns the host at which the daemon's published ports are reachable, in the form for a URL. */
export function publishedHost({ host }: DockerEndpoint): string {
    if (/^(unix|npipe):/.test(host)) return loopback;
    const { hostname } = new URL(host);
    return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname) ? loopback : hostname;
}

/** Removes the brackets of an IPv6 address, which only URLs have. */
export function withoutBrackets(host: string): string {
    return host.replace(/[[\]]/g, "");
}
