import { type PreflightFailure } from "../preflight-failure";
import { subnetsOverlap } from "../../../shared/docker/subnets";

/** A network of the daemon (`GET /networks`). */
export interface DaemonNetwork {
    Name: string;
    IPAM?: { Config?: { Subnet?: string }[] | null };
}

export interface ClusterSubnets {
    podSubnet: string;
    serviceSubnet: string;
}

/** Returns a failure for each network of the daemon whose subnet overlaps one of a new cluster. */
export function subnetOverlaps(
    { podSubnet, serviceSubnet }: ClusterSubnets,
    networks: DaemonNetwork[],
): PreflightFailure[] {
    const taken = networks.flatMap((network) => subnetsOf(network).map((subnet) => ({ name: network.Name, subnet })));
    const wanted = Object.entries({ podSubnet, serviceSubnet });
    return wanted.flatMap(([argument, subnet]) =>
        taken
            .filter((other) => subnetsOverlap(subnet, other.subnet))
            .map((other) => ({
                problem: `${argument} ${subnet} overlaps ${other.subnet} of its network "${other.name}"`,
                remedy: "choose another",
            })),
    );
}

export function subnetsOf({ IPAM }: DaemonNetwork): string[] {
    return (IPAM?.Config ?? []).flatMap(({ Subnet }) => (Subnet ? [Subnet] : []));
}
