import { type Resource } from "./resource";

/** The URL with which a browser on this machine opens an endpoint; undefined if it has no such address. */
export function endpointUrl({ addresses: [address = ""], scheme = "http", via }: Resource): string | undefined {
    // A HostService takes connections from the cluster's network only.
    if (via === "host") return undefined;
    if (!/^[\w.[\]:-]+$/.test(address)) return undefined;
    return `${scheme}://${address.replace(/^0\.0\.0\.0:/, "127.0.0.1:")}`;
}
