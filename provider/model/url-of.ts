import { UsageError } from "../usage-error";
import { type Resource } from "./resource";

/** Where a browser reaches an endpoint on this machine. */
export function urlOf({ addresses: [address = ""], scheme = "http", name }: Resource): string {
    if (address === "") throw new UsageError(`the endpoint ${name} has no address on this machine`);
    return `${scheme}://${address.replace(/^0\.0\.0\.0:/, "127.0.0.1:")}`;
}
