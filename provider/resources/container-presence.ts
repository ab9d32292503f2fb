import { ownerLabel } from "../docker/labels";
import { type NodeContainers } from "../docker/node-containers";
import { type Difference, type Lifecycle } from "../lifecycle";
import { unchanged } from "./difference";

export interface ContainerPresenceInputs {
    container: string;
    owner: string;
    dockerHost?: string;
}

/** Stands before a container, and asks for replacement, and the container's with it, when that is gone. */
export class ContainerPresence implements Lifecycle<ContainerPresenceInputs> {
    constructor(private readonly containers: (dockerHost?: string) => NodeContainers) {}

    create(inputs: ContainerPresenceInputs): Promise<{ id: string; outputs: ContainerPresenceInputs }> {
        return Promise.resolve({ id: inputs.container, outputs: inputs });
    }

    async diff(_id: string, old: ContainerPresenceInputs, inputs: ContainerPresenceInputs): Promise<Difference> {
        const state = await this.containers(inputs.dockerHost).state(old.container);
        const isThere = inputs.container === old.container && state?.labels[ownerLabel] === old.owner;
        return isThere ? unchanged : { changes: true, replaces: ["container"] };
    }
}
