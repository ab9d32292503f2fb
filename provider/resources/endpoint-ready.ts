import { type NodeContainers } from "../docker/node-containers";
import { type RelayPath, type RelayProbe } from "../docker/relay-probe";
import { Failure } from "../failure";
import { type Context, type Difference, type Lifecycle } from "../lifecycle";
import { changedKeys } from "./difference";

export interface EndpointReadyInputs extends RelayPath {
    /** `namespace/service:port`, for messages. */
    target: string;
    relayContainerId: string;
    dockerHost?: string;
}

interface RelayAccess {
    nodes(dockerHost?: string): NodeContainers;
    probe(dockerHost?: string): RelayProbe;
}

/** The proof that the relay carries connections to the Service; starts a relay that was stopped. */
export class EndpointReady implements Lifecycle<EndpointReadyInputs> {
    constructor(private readonly access: RelayAccess) {}

    async create(inputs: EndpointReadyInputs, context: Context): Promise<{ id: string; outputs: EndpointReadyInputs }> {
        return { id: inputs.target, outputs: await this.update(inputs.target, inputs, inputs, context) };
    }

    async diff(_id: string, old: EndpointReadyInputs, inputs: EndpointReadyInputs): Promise<Difference> {
        if (changedKeys(old, inputs).length > 0) return { changes: true };
        const state = await this.access.nodes(inputs.dockerHost).state(old.relayContainer);
        return { changes: state?.running !== true };
    }

    async update(
        _id: string,
        _old: EndpointReadyInputs,
        inputs: EndpointReadyInputs,
        { progress }: Context,
    ): Promise<EndpointReadyInputs> {
        const { relayContainer, target, timeoutSeconds } = inputs;
        const nodes = this.access.nodes(inputs.dockerHost);
        const state = await nodes.state(relayContainer);
        if (state && !state.running) await nodes.start(relayContainer);
        progress(`waiting for a connection to ${target}`);
        const problem = await this.access.probe(inputs.dockerHost).reach(inputs);
        if (problem === undefined) return inputs;
        throw new Failure(`No connection reaches ${target} through ${relayContainer} within ${timeoutSeconds} s.`, {
            why: [problem, ...(await nodes.logTail(relayContainer, 10))],
            next: `look at the pods behind the Service and at docker logs ${relayContainer}, then run pulumi up again`,
        });
    }
}
