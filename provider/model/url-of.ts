import { UsageError } from "../usage-error";
import { type Resource } from "./resource";

/** Where a browser reaches an endpoint on this machine. */
export function urlOf({ addresses: [address = ""], target = "", name }: Resource): string {
    if (address === "") throw new UsageError(`the endpoint ${name} has no address on this machine`);
    const port = target.slice(target.lastIndexOf(":") + 1);
    return `${/^(https.*|443|8443|6443)$/.test(port) ? "https" : "http"}://${address.replace(/^0\.0\.0\.0:/, "127.0.0.1:")}`;
}
