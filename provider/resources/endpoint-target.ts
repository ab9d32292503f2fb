import type { V1Service } from "@kubernetes/client-node";
import { ownerLabel } from "../../shared/labels";
import { type NodeContainers } from "../nodes/node-containers";
import { Failure } from "../failure";
import { type Api } from "../kubernetes/api";
import { paths } from "../kubernetes/api-paths";
import { find } from "../kubernetes/list";
import { look } from "../kubernetes/look";
import { awaitEndpoint, noEndpointFailure } from "../services/await-endpoint";
import { awaitService } from "../services/await-service";
import { settled } from "../services/until-settled";
import { type Protocol, findPort, type ServicePort, servicePort } from "../services/service-port";
import { deadlineSignal, isDeadline } from "../nodes/until-ready";
import { type Context, type Difference, type Lifecycle, unknownValue } from "../lifecycle";
import { asBefore, changedKeys, unchanged } from "./support/difference";

export interface EndpointTargetInputs {
    kubeconfig: string;
    clusterId: string;
    namespace: string;
    service: string;
    /** The Service's port, by number or by name. */
    port: number | string;
    protocol: Protocol;
    timeoutSeconds: number;
    /**
     * The container that carries the connections, if there is one, and its owner. Without a relay, the Service may be
     * headless.
     */
    relayContainer?: string;
    owner?: string;
    dockerHost?: string;
}

interface TargetAccess {
    connect(kubeconfig: string): Promise<Api>;
    nodes(dockerHost?: string): NodeContainers;
}

export interface EndpointTargetOutputs extends EndpointTargetInputs, ServicePort {}

/**
 * A Service's port with a ready pod behind it. It is replaced when the Service's address changes, because other
 * resources use that, and when the relay is gone, because the relay is replaced with it.
 */
export class EndpointTarget implements Lifecycle<EndpointTargetInputs, EndpointTargetOutputs> {
    constructor(private readonly access: TargetAccess) {}

    async create(
        inputs: EndpointTargetInputs,
        context: Context,
    ): Promise<{ id: string; outputs: EndpointTargetOutputs }> {
        const { kubeconfig, namespace, service, port, protocol, timeoutSeconds } = inputs;
        const api = await this.access.connect(kubeconfig);
        const signal = deadlineSignal(timeoutSeconds);
        let found: V1Service | undefined;
        try {
            context.progress(`waiting for the Service ${namespace}/${service}`);
            found = await awaitService(api, namespace, service, signal);
            const target = targetOf(found, inputs);
            context.progress(`waiting for a ready pod behind the Service ${namespace}/${service}`);
            await awaitEndpoint(api, found, { portName: target.portName, protocol }, signal);
            return { id: `${namespace}/${service}:${port}`, outputs: { ...inputs, ...target } };
        } catch (error) {
            if (!isDeadline(error)) throw error;
            if (found) throw await noEndpointFailure(api, found, timeoutSeconds);
            throw new Failure(
                `The API server did not report on the Service ${namespace}/${service} within ${timeoutSeconds} s.`,
                {
                    why: `${api.server} does not answer`,
                    next: "check whether the cluster is running, then run pulumi up again",
                },
            );
        }
    }

    /**
     * Compares the cluster's identity, not the kubeconfig. The Service is looked up when the cluster can be reached.
     */
    async diff(_id: string, old: EndpointTargetOutputs, wanted: EndpointTargetInputs): Promise<Difference> {
        const inputs = asBefore<EndpointTargetInputs>(old, wanted, ["namespace", "service", "port", "protocol"]);
        const replaces = changedKeys<EndpointTargetInputs>(old, inputs).filter((key) => key !== "kubeconfig");
        if (replaces.length > 0) return { changes: true, replaces };
        if (await this.isRelayGone(old, inputs.dockerHost)) return { changes: true, replaces: ["relayContainer"] };
        if (inputs.kubeconfig === unknownValue || (await this.isStillThere(old, inputs))) return unchanged;
        return { changes: true, replaces: ["service"] };
    }

    private async isRelayGone({ relayContainer, owner }: EndpointTargetOutputs, dockerHost?: string): Promise<boolean> {
        if (relayContainer === undefined) return false;
        const relay = await this.access.nodes(dockerHost).state(relayContainer);
        return relay?.labels[ownerLabel] !== owner;
    }

    private async isStillThere(old: EndpointTargetOutputs, inputs: EndpointTargetInputs): Promise<boolean> {
        const { kubeconfig, namespace, service } = inputs;
        let live: V1Service | undefined;
        try {
            const api = await this.access.connect(kubeconfig);
            const path = `${paths.services(namespace)}/${service}`;
            live = await look(api, (signal) => find<V1Service>(api, path, { signal }));
            // Dependencies of the endpoint may have replaced its pods in this very run.
            if (live && inputs.relayContainer !== undefined) await settled(api, namespace, service);
        } catch {
            // Only ClusterReady reports a cluster that does not answer.
            return true;
        }
        const now = live && portOrNothing(live, inputs);
        return now?.servicePort === old.servicePort && now.clusterIp === old.clusterIp;
    }
}

function portOrNothing(service: V1Service, inputs: EndpointTargetInputs): ServicePort | undefined {
    try {
        return targetOf(service, inputs);
    } catch {
        return undefined;
    }
}

/** Returns the Service's port. Only a relay needs an address: without a relay, another address is no change. */
function targetOf(service: V1Service, inputs: EndpointTargetInputs): ServicePort {
    if (inputs.relayContainer !== undefined) return servicePort(service, inputs);
    const { port, name } = findPort(service, inputs);
    return { clusterIp: "None", servicePort: port, ...(name ? { portName: name } : {}) };
}
