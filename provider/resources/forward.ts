import { setTimeout as delay } from "node:timers/promises";
import { Failure } from "../failure";
import { NoForwarder, RequestRefused } from "../forward/control-client";
import { type EndpointRequest, type ForwarderStatus } from "../forward/control";
import { portFailure } from "../forward/port-failure";
import { type Context, type Difference, type Lifecycle } from "../lifecycle";
import { accessFailureCode } from "../kubernetes/errors";
import { withAbsolutePaths } from "../kubernetes/access/named-files";
import { deadlineSignal } from "../nodes/until-ready";
import { changed, changedKeys, unchanged } from "./support/difference";

export interface ForwardInputs {
    /** The folder of all files of the user's clusters, and the folder of the cluster's forwarder in it. */
    root: string;
    folder: string;
    /** `project/stack/cluster`. */
    cluster: string;
    /** The endpoint's name. */
    name: string;
    kubeconfig: string;
    clusterId: string;
    namespace: string;
    service: string;
    /** The port of the Service. */
    port: number;
    hostPort: number;
    /** Whether containers reach the endpoint, too, on the gateway of Docker's own bridge. */
    forContainers: boolean;
    dockerHost?: string;
    timeoutSeconds: number;
}

interface ForwardOutputs extends ForwardInputs {
    /** Why the last refresh found that nothing was carried; absent when it found no problem. */
    problem?: string;
}

/** Access to the forwarder of a cluster. */
export interface ForwarderAccess {
    put(folder: string, name: string, order: EndpointRequest): Promise<void>;
    probe(folder: string, name: string, signal: AbortSignal): Promise<void>;
    /** Returns undefined when no forwarder runs. */
    status(folder: string): Promise<ForwarderStatus | undefined>;
    remove(root: string, folder: string, name: string): Promise<void>;
    /** Returns the address at which containers reach this machine, or undefined when that is its loopback address. */
    gateway(dockerHost?: string): Promise<string | undefined>;
}

const loopback = "127.0.0.1";
const probeEveryMs = 500;
const liveLookMs = 1_500;

/** A Service's port on a port of this machine, carried through the API server by a process that outlives Pulumi. */
export class Forward implements Lifecycle<ForwardInputs, ForwardOutputs> {
    constructor(private readonly forwarder: ForwarderAccess) {}

    async create(inputs: ForwardInputs, context: Context): Promise<{ id: string; outputs: ForwardInputs }> {
        try {
            await this.carry(inputs, context);
        } catch (error) {
            // An endpoint that was not created must not stay in the forwarder, because the state does not record it.
            await this.forwarder.remove(inputs.root, inputs.folder, inputs.name).catch(() => undefined);
            throw error;
        }
        return { id: `${inputs.cluster}/${inputs.name}`, outputs: inputs };
    }

    async diff(_id: string, old: ForwardOutputs, inputs: ForwardInputs): Promise<Difference> {
        if (old.problem !== undefined || changedKeys<ForwardInputs>(old, inputs).length > 0) return changed;
        return (await this.drift(old)) === undefined ? unchanged : changed;
    }

    async update(_id: string, old: ForwardOutputs, inputs: ForwardInputs, context: Context): Promise<ForwardInputs> {
        if (old.folder !== inputs.folder || old.name !== inputs.name) await this.delete(_id, old);
        await this.carry(inputs, context);
        return inputs;
    }

    /**
     * Reports an endpoint that does not listen as drift, not as a resource that is gone: `up` repairs it, and `destroy`
     * has files to remove.
     */
    async read(_id: string, { problem: _known, ...old }: ForwardOutputs): Promise<ForwardOutputs> {
        const problem = await this.drift(old);
        return problem === undefined ? old : { ...old, problem };
    }

    delete(_id: string, { root, folder, name }: ForwardInputs): Promise<void> {
        return this.forwarder.remove(root, folder, name);
    }

    /**
     * Returns why the endpoint has to be requested again. Returns undefined also when only the pods are not ready,
     * which passes by itself.
     */
    private async drift({ folder, name }: ForwardInputs): Promise<string | undefined> {
        const status = await this.forwarder.status(folder);
        if (!status) return "no forwarder runs";
        const endpoint = status.endpoints[name];
        if (endpoint?.state !== "listening") return endpoint?.problem ?? "it does not listen";
        if (!endpoint.isRefused) return undefined;
        // Probes again, because another server may answer by now than the one that refused.
        await this.forwarder.probe(folder, name, AbortSignal.timeout(liveLookMs)).catch(() => undefined);
        const { isRefused, problem } = (await this.forwarder.status(folder))?.endpoints[name] ?? endpoint;
        return isRefused ? problem : undefined;
    }

    private async carry(inputs: ForwardInputs, { progress }: Context): Promise<void> {
        const { folder, cluster, name, namespace, service, port, hostPort } = inputs;
        // The forwarder runs in another folder, so relative paths would not be found.
        const kubeconfig = withAbsolutePaths(inputs.kubeconfig);
        progress(`listening on port ${hostPort}`);
        const gateway = inputs.forContainers ? await this.forwarder.gateway(inputs.dockerHost) : undefined;
        const addresses = gateway === undefined ? [loopback] : [loopback, gateway];
        const endpoint = { namespace, service, port, hostPort, addresses };
        try {
            await this.forwarder.put(folder, name, { cluster, kubeconfig, endpoint });
        } catch (error) {
            throw error instanceof RequestRefused ? await portFailure(name, endpoint, error) : error;
        }
        progress(`waiting for a connection to ${namespace}/${service}:${port}`);
        await this.untilReached(inputs);
    }

    private async untilReached(inputs: ForwardInputs): Promise<void> {
        const { name, namespace, service, port, timeoutSeconds } = inputs;
        const signal = deadlineSignal(timeoutSeconds);
        let problem: string | undefined;
        while (!signal.aborted) {
            problem = await this.problem(inputs, signal);
            if (problem === undefined) return;
            await delay(probeEveryMs, undefined, { signal }).catch(() => undefined);
        }
        throw new Failure(
            `No connection reached ${namespace}/${service}:${port} through the API server within ${timeoutSeconds} s.`,
            {
                why: problem,
                next: `check the pods behind the Service and npx pulumi-k3s endpoints logs ${name}, then run pulumi up again`,
            },
        );
    }

    /** Returns why no pod takes a connection, or undefined when one did. */
    private async problem({ folder, name }: ForwardInputs, signal: AbortSignal): Promise<string | undefined> {
        try {
            await this.forwarder.probe(folder, name, signal);
            return undefined;
        } catch (error) {
            if (error instanceof RequestRefused && error.code !== accessFailureCode) return error.message;
            // Another forwarder, with the same endpoints, may be about to take over.
            if (error instanceof NoForwarder) return "the forwarder ended";
            if (signal.aborted) return "the forwarder did not answer";
            throw error;
        }
    }
}
