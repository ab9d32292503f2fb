import { type ClusterSubnets } from "../../docker/networks/subnet-overlaps";
import { subnetsOverlap } from "../../../shared/docker/subnets";
import { ok, type Verdict } from "./check";
import { type Route } from "./route-table";

/**
 * The shortest prefix of a route that counts as a network. VPNs split the default route into halves, or into parts that
 * leave out a private network; such wide routes lead to the internet.
 */
const widestNetwork = 8;

/** Checks whether this machine's routes, such as those of a VPN, overlap the subnets of a cluster. */
export function checkRoutes(subnets: ClusterSubnets, routes: Route[], ownNetworks: string[]): Verdict {
    const { podSubnet, serviceSubnet } = subnets;
    const led = routes
        .filter(({ subnet }) => bitsOf(subnet) >= widestNetwork && !ownNetworks.includes(subnet))
        .filter(({ subnet }) => [podSubnet, serviceSubnet].some((wanted) => subnetsOverlap(wanted, subnet)));
    if (led.length === 0) return ok(`none leads to ${podSubnet} or ${serviceSubnet}`);
    return {
        state: "warning",
        found: led.map(({ subnet, device }) => `${subnet} by ${device}`).join(", "),
        consequence: `pods do not reach what is behind it within ${podSubnet} and ${serviceSubnet}: the cluster uses those addresses`,
        next: "if they have to, choose another podSubnet and serviceSubnet in the Cluster's arguments",
    };
}

export function routesOutOfSight({ podSubnet, serviceSubnet }: ClusterSubnets): Verdict {
    return {
        state: "unknown",
        found: "the engine's network is not this machine's",
        consequence: `pods do not reach addresses of a VPN or another network within ${podSubnet} and ${serviceSubnet}`,
        next: "if they have to, choose another podSubnet and serviceSubnet in the Cluster's arguments",
    };
}

function bitsOf(subnet: string): number {
    return Number(subnet.split("/")[1]);
}
