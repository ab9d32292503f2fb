import { type NetworkInterfaceInfo, networkInterfaces } from "node:os";
import type Docker from "dockerode";

/** What is asked of Docker's own bridge. */
export interface Bridge {
    IPAM?: { Config?: { Gateway?: string }[] | null };
    Options?: Record<string, string> | null;
}

/**
 * Where containers reach this machine by `host.docker.internal` (`--add-host host.docker.internal:host-gateway`). Docker
 * Desktop leads them to the loopback address instead, and there it is undefined.
 */
export async function bridgeGateway(docker: Docker): Promise<string | undefined> {
    if (process.platform !== "linux") return undefined;
    return gatewayOf(await docker.getNetwork("bridge").inspect(), networkInterfaces());
}

/** A daemon that found its bridge there when it started tells no gateway: then it is the bridge's own address. */
export function gatewayOf(
    { IPAM, Options }: Bridge,
    interfaces: NodeJS.Dict<Pick<NetworkInterfaceInfo, "family" | "address">[]>,
): string | undefined {
    const told = IPAM?.Config?.find(({ Gateway }) => Gateway)?.Gateway;
    const bridge = interfaces[Options?.["com.docker.network.bridge.name"] ?? "docker0"] ?? [];
    return told ?? bridge.find(({ family }) => family === "IPv4")?.address;
}
