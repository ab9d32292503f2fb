import { ensureAttached, isAttached, type NodeContainers } from "../nodes/node-containers";
import { type NetworkAttachment } from "../../shared/docker/network-attachment";
import { type RegistryProbe } from "../nodes/registry-probe";
import { Failure } from "../failure";
import { type Context, type Difference, type Lifecycle } from "../lifecycle";
import { changedKeys } from "./support/difference";

export interface RegistryReadyInputs {
    container: string;
    containerId: string;
    place: NetworkAttachment;
    /** The address at which nodes reach the registry: `http://registry:5000`. */
    address: string;
    /** The container of the node that sends the requests. */
    node: string;
    timeoutSeconds: number;
    dockerHost?: string;
}

interface RegistryAccess {
    nodes(dockerHost?: string): NodeContainers;
    probe(dockerHost?: string): RegistryProbe;
}

/** Waits until nodes reach a registry. Starts a stopped registry. */
export class RegistryReady implements Lifecycle<RegistryReadyInputs> {
    constructor(private readonly access: RegistryAccess) {}

    async create(inputs: RegistryReadyInputs, context: Context): Promise<{ id: string; outputs: RegistryReadyInputs }> {
        return { id: inputs.container, outputs: await this.update(inputs.container, inputs, inputs, context) };
    }

    async diff(_id: string, old: RegistryReadyInputs, inputs: RegistryReadyInputs): Promise<Difference> {
        if (changedKeys(old, inputs).length > 0) return { changes: true };
        const state = await this.access.nodes(inputs.dockerHost).state(old.container);
        return { changes: !isAttached(state, inputs.place.network) };
    }

    async update(
        _id: string,
        _old: RegistryReadyInputs,
        inputs: RegistryReadyInputs,
        context: Context,
    ): Promise<RegistryReadyInputs> {
        const { container, place, node, address, timeoutSeconds, dockerHost } = inputs;
        const containers = this.access.nodes(dockerHost);
        await ensureAttached(containers, container, place, context);
        context.progress(`waiting for ${container} to answer`);
        const problem = await this.access.probe(dockerHost).reach(node, address, timeoutSeconds);
        if (problem === undefined) return inputs;
        throw new Failure(`The registry ${container} does not answer ${node} within ${timeoutSeconds} s.`, {
            why: [problem, "the last lines of its log:", ...(await containers.logTail(container, 10))],
            next: "correct what the log reports (for a cache often the registry that it pulls from, or its credentials in registries.configs), then run pulumi up again",
        });
    }
}
