import { type NetworkInterfaceInfo } from "node:os";

/** Where containers of a network reach this machine. */
export interface HostAddresses {
    /** What they ask. */
    address: string;
    /** Where this machine listens for that. */
    listenAddress: string;
    /** Where what comes that way is from. */
    subnets: string[];
}

interface NetworkInfo {
    IPAM?: { Config?: { Subnet?: string; Gateway?: string }[] | null };
}

/**
 * The network's gateway, which is an address of this machine. Where Docker runs in a virtual machine it is one of that; there
 * containers are led to this machine's loopback address by a name.
 */
export function hostAddressOf(
    { IPAM }: NetworkInfo,
    interfaces: NodeJS.Dict<Pick<NetworkInterfaceInfo, "address">[]>,
    hosts: string,
): HostAddresses | undefined {
    const own = new Set(Object.values(interfaces).flatMap((addresses = []) => addresses.map(({ address }) => address)));
    const config = (IPAM?.Config ?? []).filter(({ Subnet = "" }) => Subnet.includes("."));
    const gateway = config.map(({ Gateway = "" }) => Gateway.replace(/\/.*$/, "")).find((address) => own.has(address));
    if (gateway !== undefined) {
        const subnets = config.flatMap(({ Subnet }) => Subnet ?? []);
        return { address: gateway, listenAddress: gateway, subnets };
    }
    const named = /^((?:\d+\.){3}\d+)\s(?:.*\s)?host\.docker\.internal(?:\s|$)/m.exec(hosts)?.[1];
    return named === undefined ? undefined : { address: named, listenAddress: "127.0.0.1", subnets: ["127.0.0.0/8"] };
}
