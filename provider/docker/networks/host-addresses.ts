import { type NetworkInterfaceInfo } from "node:os";

/** The addresses at which containers of a network reach this machine. */
export interface HostAddresses {
    /** The address to which containers connect. */
    address: string;
    /** The address of this machine on which those connections arrive. */
    listenAddress: string;
    /** The subnets from which those connections come. */
    subnets: string[];
}

interface NetworkInfo {
    IPAM?: { Config?: { Subnet?: string; Gateway?: string }[] | null };
}

/**
 * Returns the network's gateway, if it is an address of this machine. When Docker runs in a virtual machine, the
 * gateway is an address of that machine, and a host name leads containers to this machine's loopback address.
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
