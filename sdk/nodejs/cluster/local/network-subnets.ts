import { subnetsOverlap } from "../../../../shared/docker/subnets";
import { ArgumentError } from "../../validation";

interface ClusterSubnets {
    podSubnet: string;
    serviceSubnet: string;
}

/** Refuses the cluster's subnets if they overlap those of the network that Docker created for it. */
export function checkNetworkSubnets(cluster: string, subnets: ClusterSubnets, taken: string[]): void {
    const problems = Object.entries(subnets).flatMap(([path, subnet]: [string, string]) =>
        taken
            .filter((other) => subnetsOverlap(subnet, other))
            .map((other) => ({
                path,
                message: `is ${subnet}, which overlaps ${other}, the subnet of the cluster's Docker network`,
            })),
    );
    if (problems.length > 0) throw new ArgumentError("Cluster", cluster, problems);
}
