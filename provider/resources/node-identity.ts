import { randomBytes } from "node:crypto";
import { ownerLabel } from "../../shared/labels";
import { type SoughtVolume } from "../docker/volumes/data-volumes";
import { type NodeContainers } from "../nodes/node-containers";
import { Failure } from "../failure";
import { type Difference, type Lifecycle } from "../lifecycle";
import { asBefore } from "./support/difference";
import { type StackVolumes } from "./support/stack-volumes";
import { isDowngrade } from "./support/k3s-version";

export interface NodeIdentityInputs {
    /** The Kubernetes node's name. */
    node: string;
    container: string;
    owner: string;
    /** The K3s version with which the node's kept data was last used; absent when no data is kept. */
    dataVersion?: string;
    /** The volume with the node's data, if that outlives the stack. */
    keptVolume?: string;
    /**
     * The volume with the node's data, whether or not it outlives the stack; absent in a state from before volumes were
     * checked.
     */
    volume?: string;
    /** That volume outlives the stack. */
    keepsVolume?: boolean;
    /** The node's image, for the container that reads the data's version in the volume. */
    image?: string;
    dockerHost?: string;
}

export interface NodeIdentityOutputs extends NodeIdentityInputs {
    /** The node password of K3s (`/etc/rancher/node/password`). */
    password: string;
}

/**
 * The identity of a node. It asks for replacement, of the container as well, when the container is gone. As it is
 * between the container and the volume with the node's data, it refuses to create the container on another stack's
 * volume, and to delete that volume.
 */
export class NodeIdentity implements Lifecycle<NodeIdentityInputs, NodeIdentityOutputs> {
    constructor(
        private readonly nodes: (dockerHost?: string) => NodeContainers,
        /** Returns the version with which the data in a volume was last used. */
        private readonly versionIn: (sought: SoughtVolume, dockerHost?: string) => Promise<string | undefined>,
        private readonly volumes: StackVolumes,
    ) {}

    async create(inputs: NodeIdentityInputs): Promise<{ id: string; outputs: NodeIdentityOutputs }> {
        const { owner, volume, keepsVolume = false, dockerHost } = inputs;
        if (volume !== undefined) await this.volumes.refuse({ name: volume, owner, kept: keepsVolume }, dockerHost);
        await this.refuseNewerData(inputs);
        return { id: inputs.node, outputs: withPassword(inputs) };
    }

    async diff(_id: string, old: NodeIdentityOutputs, wanted: NodeIdentityInputs): Promise<Difference> {
        const inputs = asBefore<NodeIdentityInputs>(old, wanted, ["dataVersion", "volume", "dockerHost"]);
        refuseDowngrade(old, inputs);
        if (old.node !== inputs.node || old.container !== inputs.container) {
            return { changes: true, replaces: ["container"] };
        }
        const state = await this.nodes(inputs.dockerHost).state(old.container);
        if (state?.labels[ownerLabel] !== old.owner) return { changes: true, replaces: ["container"] };
        const hasOtherVolume = old.volume !== undefined && old.volume !== inputs.volume;
        const isUsedOtherwise = old.dataVersion !== inputs.dataVersion || old.keptVolume !== inputs.keptVolume;
        return { changes: isUsedOtherwise || hasOtherVolume };
    }

    async update(_id: string, old: NodeIdentityOutputs, inputs: NodeIdentityInputs): Promise<NodeIdentityOutputs> {
        if (old.keptVolume !== inputs.keptVolume) await this.refuseNewerData(inputs);
        return { ...inputs, password: old.password };
    }

    async delete(_id: string, { volume, keepsVolume, owner, dockerHost }: NodeIdentityOutputs): Promise<void> {
        if (volume !== undefined && !keepsVolume)
            await this.volumes.refuseDeletion({ name: volume, owner }, dockerHost);
    }

    /** Refuses a downgrade of data from before this stack, or from another one: the data itself records its version. */
    private async refuseNewerData(inputs: NodeIdentityInputs): Promise<void> {
        const { container, owner, keptVolume, image, dockerHost } = inputs;
        if (keptVolume === undefined || image === undefined) return;
        const sought = { volume: keptVolume, image, helper: `${container}-version`, owner };
        refuseDowngrade({ ...inputs, dataVersion: await this.versionIn(sought, dockerHost) }, inputs);
    }
}

function withPassword(inputs: NodeIdentityInputs): NodeIdentityOutputs {
    return { ...inputs, password: randomBytes(16).toString("hex") };
}

function refuseDowngrade(old: NodeIdentityInputs, inputs: NodeIdentityInputs): void {
    if (!isDowngrade(old.dataVersion, inputs.dataVersion)) return;
    throw new Failure(`The data of node ${old.node} cannot go back from ${old.dataVersion} to ${inputs.dataVersion}.`, {
        why: "Kubernetes does not support downgrades: newer versions store objects in ways that older ones cannot read.",
        next: `set version to ${old.dataVersion} or newer, or remove dataVolume to start with new data`,
    });
}
