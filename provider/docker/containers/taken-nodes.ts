import type Docker from "dockerode";
import { Failure } from "../../failure";
import { ownerLabel, roleLabel } from "../../../shared/labels";
import { networkAliases } from "../networks/network-aliases";
import { ownerPath } from "../../../shared/owner";

/** A container that is about to be created, with its names on its networks. */
export interface WantedPlaces {
    owner: string;
    networks: { name: string; aliases?: string[] }[];
}

/**
 * Refuses a name that a node of another stack has on the same network. A Kubernetes node has the name of its container
 * there, and a node that leaves would remove the other one's Node object.
 */
export async function refuseTakenNodes(docker: Docker, { owner, networks }: WantedPlaces): Promise<void> {
    const isOthersNode = ({ Labels }: Docker.ContainerInfo) =>
        Labels[ownerLabel] !== undefined && Labels[ownerLabel] !== owner && isNode(Labels[roleLabel]);
    for (const { name: network, aliases = [] } of networks) {
        const taken = aliases.length === 0 ? [] : await networkAliases(docker, network, isOthersNode);
        const other = taken.find(({ alias }) => aliases.includes(alias));
        if (other === undefined) continue;
        throw new Failure(`The name ${other.alias} is taken on the network ${network}.`, {
            why: `it is that of ${other.container}, a node of the cluster ${ownerPath(other.owner ?? "")} of another stack`,
            next: "give the cluster or the pool another name here, then run pulumi up again",
        });
    }
}

function isNode(role: string | undefined): boolean {
    return role === "server" || role === "agent";
}
