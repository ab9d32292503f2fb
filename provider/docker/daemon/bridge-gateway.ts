import { type NetworkInterfaceInfo, networkInterfaces } from "node:os";
import type Docker from "dockerode";

/** What is asked of Docker's own bridge. */
export interface Bridge {
    IPAM?: { Config?: { Subnet?: string; Gateway?: string }[] | null };
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

/**
 * A daemon that found its bridge there when it started tells no gateway: then it is the bridge's own address. That is not
 * seen while no container is on the bridge, and is the first one of the subnet unless somebody chose another.
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
