import { type NetworkInterfaceInfo, networkInterfaces } from "node:os";
import type Docker from "dockerode";

/** The settings of Docker's own bridge that are read. */
export interface Bridge {
    IPAM?: { Config?: { Subnet?: string; Gateway?: string }[] | null };
    Options?: Record<string, string> | null;
}

/**
 * Returns the address at which containers reach this machine as `host.docker.internal` (`--add-host
 * host.docker.internal:host-gateway`). Returns undefined for Docker Desktop, which leads that name to the loopback
 * address.
 */
export async function bridgeGateway(docker: Docker): Promise<string | undefined> {
    if (process.platform !== "linux") return undefined;
    return gatewayOf(await docker.getNetwork("bridge").inspect(), networkInterfaces());
}

/**
 * Returns the gateway of a bridge. A daemon that found its bridge already there when it started reports no gateway; it
 * is the address of the bridge itself then. While no container is on the bridge, that address cannot be seen, and the
 * first address of the subnet is assumed, which is right unless somebody chose another.
 */
export function gatewayOf(
    { IPAM, Options }: Bridge,
    interfaces: NodeJS.Dict<Pick<NetworkInterfaceInfo, "family" | "address">[]>,
): string | undefined {
    const subnets = IPAM?.Config ?? [];
    const told = subnets.find(({ Gateway }) => Gateway)?.Gateway;
    const bridge = interfaces[Options?.["com.docker.network.bridge.name"] ?? "docker0"] ?? [];
    const first = subnets.flatMap(({ Subnet = "" }) => firstAddress(Subnet) ?? [])[0];
    return told ?? bridge.find(({ family }) => family === "IPv4")?.address ?? first;
}

function firstAddress(subnet: string): string | undefined {
    const [, network, last] = /^(\d+\.\d+\.\d+)\.(\d+)\//.exec(subnet) ?? [];
    return network === undefined ? undefined : `${network}.${Number(last) + 1}`;
}
