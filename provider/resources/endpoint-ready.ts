import { ensureAttached, type NodeContainers, runsSince } from "../nodes/node-containers";
import { type NetworkAttachment } from "../../shared/docker/network-attachment";
import { type RelayPath, type RelayProbe } from "../nodes/relay-probe";
import { Failure } from "../failure";
import { type Context, type Difference, type Lifecycle } from "../lifecycle";
import { changedKeys } from "./support/difference";

export interface EndpointReadyInputs extends RelayPath {
    /** `namespace/service:port`, for messages. */
    target: string;
    relayContainerId: string;
    relayPlace: NetworkAttachment;
    dockerHost?: string;
}

export interface EndpointReadyOutputs extends EndpointReadyInputs {
    /** When the relay was last started, as far as this check knows. */
    startedAt?: string;
}

interface RelayAccess {
    nodes(dockerHost?: string): NodeContainers;
    probe(dockerHost?: string): RelayProbe;
}

/** Waits until the relay carries connections to the Service. Starts a stopped relay. */
export class EndpointReady implements Lifecycle<EndpointReadyInputs, EndpointReadyOutputs> {
    constructor(private readonly access: RelayAccess) {}

    async create(
        inputs: EndpointReadyInputs,
        context: Context,
    ): Promise<{ id: string; outputs: EndpointReadyOutputs }> {
        return { id: inputs.target, outputs: await this.update(inputs.target, inputs, inputs, context) };
    }

    async diff(_id: string, old: EndpointReadyOutputs, inputs: EndpointReadyInputs): Promise<Difference> {
        if (changedKeys(old, inputs).length > 0) return { changes: true };
        const relay = await this.access.nodes(inputs.dockerHost).state(old.relayContainer);
        return { changes: !runsSince(relay, old.startedAt, inputs.relayPlace.network) };
    }

    async update(
        _id: string,
        _old: EndpointReadyOutputs,
        inputs: EndpointReadyInputs,
        context: Context,
    ): Promise<EndpointReadyOutputs> {
        const { relayContainer, relayPlace, target, timeoutSeconds } = inputs;
        const nodes = this.access.nodes(inputs.dockerHost);
        const relay = await ensureAttached(nodes, relayContainer, relayPlace, context);
        context.progress(`waiting for a connection to ${target}`);
        const problem = await this.access.probe(inputs.dockerHost).reach(inputs);
        if (problem === undefined) return { ...inputs, startedAt: relay?.startedAt };
        throw new Failure(`No connection reached ${target} through ${relayContainer} within ${timeoutSeconds} s.`, {
            why: [problem, ...(await nodes.logTail(relayContainer, 10))],
            next: `check the pods behind the Service and docker logs ${relayContainer}, then run pulumi up again`,
        });
    }
}
