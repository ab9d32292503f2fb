import { type Resource } from "./resource";

/** What carries the connections of an endpoint; undefined for what is no endpoint. */
export function carrierOf({ via }: Resource): string | undefined {
    return via && (via === "node" ? "a relay" : "a forwarder");
}

/** The URL with which a browser on this machine opens an endpoint; undefined if it has no such address. */
export function endpointUrl({ addresses: [address = ""], scheme = "http", via }: Resource): string | undefined {
    // A HostService takes connections from the cluster's network only.
    if (via === "host") return undefined;
    if (!/^[\w.[\]:-]+$/.test(address)) return undefined;
    return `${scheme}://${address.replace(/^0\.0\.0\.0:/, "127.0.0.1:")}`;
}
