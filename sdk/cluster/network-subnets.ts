import { subnetsOverlap } from "../../provider/docker/subnets";
import { ArgumentError } from "../validation";

interface ClusterSubnets {
    podSubnet: string;
    serviceSubnet: string;
}

/** Refuses subnets of the cluster that overlap those of the network that Docker made for it. */
export function checkNetworkSubnets(
    cluster: string,
    subnets: ClusterSubnets,
    // A plugin that does not tell has none to compare with.
    network: { subnet?: string }[] | undefined = [],
): void {
    const problems = Object.entries(subnets).flatMap(([path, subnet]: [string, string]) =>
        network.flatMap(({ subnet: taken }) =>
            taken !== undefined && subnetsOverlap(subnet, taken)
                ? [
                      {
                          path,
                          message: `is ${subnet}, which overlaps ${taken}, the subnet of the cluster's Docker network`,
                      },
                  ]
                : [],
        ),
    );
    if (problems.length > 0) throw new ArgumentError("Cluster", cluster, problems);
}
