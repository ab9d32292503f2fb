import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { Failure } from "../../failure";
import { type DockerEndpoint } from "../../../shared/docker/endpoint";
import { publishedHost, withoutBrackets } from "../../../shared/docker/published-host";

/**
 * Returns the address on which a daemon has to publish ports so that they can be reached where the daemon itself is
 * reached: loopback, or the address of the daemon's machine.
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
