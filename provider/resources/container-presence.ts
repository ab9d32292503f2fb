import { ownerLabel } from "../../shared/labels";
import { type NodeContainers } from "../nodes/node-containers";
import { type Difference, type Lifecycle } from "../lifecycle";
import { asBefore, unchanged } from "./support/difference";
import { type StackVolumes } from "./support/stack-volumes";

export interface ContainerPresenceInputs {
    container: string;
    owner: string;
    /** The container's volume that is deleted with the stack; absent in a state from before volumes were checked. */
    volume?: string;
    dockerHost?: string;
}

/**
 * Comes before a container in the graph, and asks for replacement, of the container as well, when the container is
 * gone. As it is between the container and its volume, it refuses to create the container on another stack's volume,
 * and to delete that volume.
 */
export class ContainerPresence implements Lifecycle<ContainerPresenceInputs> {
    constructor(
        private readonly containers: (dockerHost?: string) => NodeContainers,
        private readonly volumes: StackVolumes,
    ) {}

    async create(inputs: ContainerPresenceInputs): Promise<{ id: string; outputs: ContainerPresenceInputs }> {
        const { owner, volume, dockerHost } = inputs;
        if (volume !== undefined) await this.volumes.refuse({ name: volume, owner, kept: false }, dockerHost);
        return { id: inputs.container, outputs: inputs };
    }

    async diff(_id: string, old: ContainerPresenceInputs, wanted: ContainerPresenceInputs): Promise<Difference> {
        const inputs = asBefore<ContainerPresenceInputs>(old, wanted, ["volume"]);
        const state = await this.containers(inputs.dockerHost).state(old.container);
        const isThere = inputs.container === old.container && state?.labels[ownerLabel] === old.owner;
        const hasOtherVolume = old.volume !== undefined && old.volume !== inputs.volume;
        return isThere && !hasOtherVolume ? unchanged : { changes: true, replaces: ["container"] };
    }

    async delete(_id: string, { volume, owner, dockerHost }: ContainerPresenceInputs): Promise<void> {
        if (volume !== undefined) await this.volumes.refuseDeletion({ name: volume, owner }, dockerHost);
    }
}
