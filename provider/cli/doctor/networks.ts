import { type ClusterSubnets, type DaemonNetwork, subnetOverlaps } from "../../docker/networks/subnet-overlaps";
import { ok, type Verdict } from "./check";

/** Checks that no network of the engine overlaps the subnets of a cluster. */
export function checkNetworks(subnets: ClusterSubnets, networks: DaemonNetwork[]): Verdict {
    const overlaps = subnetOverlaps(subnets, networks);
    const { podSubnet, serviceSubnet } = subnets;
    if (overlaps.length === 0) {
        return ok(`${networks.length}, none with addresses of ${podSubnet} or ${serviceSubnet}`);
    }
    return {
        state: "problem",
        found: overlaps.map(({ problem }) => problem.replace("of its network", "of the engine's network")).join("; "),
        consequence: "pulumi up refuses the engine",
        next: "choose another subnet in the Cluster's arguments, or remove the network if nobody needs it (docker network rm)",
    };
}
