import { type Resource } from "./resource";

/** Where a browser finds an endpoint; undefined where it has no address that one could open. */
export function endpointUrl({ addresses: [address = ""], scheme = "http", via }: Resource): string | undefined {
    // Only the cluster's network is answered there.
    if (via === "host") return undefined;
    if (!/^[\w.[\]:-]+$/.test(address)) return undefined;
    return `${scheme}://${address.replace(/^0\.0\.0\.0:/, "127.0.0.1:")}`;
}
