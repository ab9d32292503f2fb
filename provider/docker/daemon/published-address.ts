import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { Failure } from "../../failure";
import { type DockerEndpoint } from "../../../shared/docker/endpoint";
import { publishedHost, withoutBrackets } from "../../../shared/docker/published-host";

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
