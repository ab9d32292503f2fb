import type Docker from "dockerode";

/**
 * Where containers reach this machine by `host.docker.internal` (`--add-host host.docker.internal:host-gateway`). Docker
 * Desktop leads them to the loopback address instead, and there it is undefined.
 */
export async function bridgeGateway(docker: Docker): Promise<string | undefined> {
    if (process.platform !== "linux") return undefined;
    const { IPAM } = (await docker.getNetwork("bridge").inspect()) as { IPAM?: { Config?: { Gateway?: string }[] } };
    return IPAM?.Config?.find(({ Gateway }) => Gateway !== undefined)?.Gateway;
}
