import { type Resource } from "./resource";

/** Of the ports that are opened as https: by their names or numbers. */
const secure = /^(https.*|443|8443|6443)$/;

/** Where a browser finds an endpoint; undefined where it has no address that one could open. */
export function endpointUrl({ addresses: [address = ""], target = "" }: Resource): string | undefined {
    if (!/^[\w.[\]:-]+$/.test(address)) return undefined;
    const scheme = secure.test(target.slice(target.lastIndexOf(":") + 1)) ? "https" : "http";
    return `${scheme}://${address.replace(/^0\.0\.0\.0:/, "127.0.0.1:")}`;
}
