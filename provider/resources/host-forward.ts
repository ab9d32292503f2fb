import { Failure } from "../failure";
import { RequestRefused } from "../forward/control-client";
import { withAbsolutePaths } from "../kubernetes/access/named-files";
import { type Context, type Difference, type Lifecycle } from "../lifecycle";
import { type MachineProbe } from "../nodes/machine-probe";
import { listeningProcess } from "../ports/listening-process";
import { changed, changedKeys, unchanged } from "./support/difference";
import { type ForwarderAccess } from "./forward";

export interface HostForwardInputs {
    /** The folder of all files of the user's clusters, and the folder of the cluster's forwarder in it. */
    root: string;
    folder: string;
    /** `project/stack/cluster`. */
    cluster: string;
    /** The Service's name. */
    name: string;
    namespace: string;
    servicePort: number;
    /** The port of the process, on the loopback address. */
    hostPort: number;
    /**
     * The port and address on which the forwarder listens for the cluster, and the subnets from which it accepts
     * connections.
     */
    forwardPort: number;
    listenAddress: string;
    subnets: string[];
    /** The address to which the cluster connects. */
    address: string;
    network: string;
    kubeconfig: string;
    dockerHost?: string;
}

interface HostForwardOutputs extends HostForwardInputs {
    /** Why the last refresh found that nothing was carried; absent when it found no problem. */
    problem?: string;
}

interface HostForwardAccess extends Pick<ForwarderAccess, "put" | "probe" | "status" | "remove"> {
    machine(dockerHost?: string): MachineProbe;
}

const answerMs = 5_000;

/**
 * Connections from the cluster to a process on this machine's loopback address, carried by the forwarder of the
 * cluster's endpoints.
 */
export class HostForward implements Lifecycle<HostForwardInputs, HostForwardOutputs> {
    constructor(private readonly access: HostForwardAccess) {}

    async create(inputs: HostForwardInputs, context: Context): Promise<{ id: string; outputs: HostForwardInputs }> {
        try {
            await this.carry(inputs, context);
        } catch (error) {
            // A forward that was not created must not stay in the forwarder, because the state does not record it.
            await this.delete("", inputs).catch(() => undefined);
            throw error;
        }
        return { id: `${inputs.cluster}/${keyOf(inputs)}`, outputs: inputs };
    }

    async diff(_id: string, old: HostForwardOutputs, inputs: HostForwardInputs): Promise<Difference> {
        if (old.problem !== undefined || changedKeys<HostForwardInputs>(old, inputs).length > 0) return changed;
        return (await this.problem(old)) === undefined ? unchanged : changed;
    }

    async update(
        id: string,
        old: HostForwardOutputs,
        inputs: HostForwardInputs,
        context: Context,
    ): Promise<HostForwardInputs> {
        if (old.folder !== inputs.folder || old.name !== inputs.name) await this.delete(id, old);
        await this.carry(inputs, context);
        return inputs;
    }

    /**
     * Reports a forward that does not listen as drift, not as a resource that is gone: `up` repairs it, and `destroy`
     * has files to remove.
     */
    async read(_id: string, { problem: _known, ...old }: HostForwardOutputs): Promise<HostForwardOutputs> {
        const problem = await this.problem(old);
        return problem === undefined ? old : { ...old, problem };
    }

    delete(_id: string, inputs: HostForwardInputs): Promise<void> {
        return this.access.remove(inputs.root, inputs.folder, keyOf(inputs));
    }

    private async problem(inputs: HostForwardInputs): Promise<string | undefined> {
        const status = await this.access.status(inputs.folder);
        if (!status) return "no forwarder runs";
        const known = status.endpoints[keyOf(inputs)];
        return known?.state === "listening" ? undefined : (known?.problem ?? "it does not listen");
    }

    private async carry(inputs: HostForwardInputs, { progress }: Context): Promise<void> {
        const { folder, cluster, name, namespace, servicePort, hostPort, forwardPort, subnets } = inputs;
        const endpoint = {
            namespace,
            service: name,
            port: servicePort,
            hostPort: forwardPort,
            addresses: [inputs.listenAddress],
            answeredBy: { port: hostPort, subnets },
        };
        // The forwarder runs in another folder, so relative paths would not be found.
        const kubeconfig = withAbsolutePaths(inputs.kubeconfig);
        try {
            await this.access.put(folder, keyOf(inputs), { cluster, kubeconfig, endpoint });
        } catch (error) {
            throw error instanceof RequestRefused ? await notListening(inputs, error) : error;
        }
        progress("waiting for a connection from the cluster");
        await this.awaitNode(inputs);
        const silent = await this.access.probe(folder, keyOf(inputs), AbortSignal.timeout(answerMs)).then(
            () => undefined,
            (error: unknown) => (error as Error).message,
        );
        if (silent === undefined) return;
        progress(
            `The Service ${namespace}/${name} has nobody yet who answers: ${silent}. It works as soon as one does.`,
            "warning",
        );
    }

    /** Checks that a connection from a node arrives: a firewall may drop everything that comes from containers. */
    private async awaitNode(inputs: HostForwardInputs): Promise<void> {
        const { network, address, forwardPort, name, dockerHost, subnets } = inputs;
        const before = await this.accepted(inputs);
        await this.access.machine(dockerHost).knock(network, address, forwardPort);
        if ((await this.accepted(inputs)) > before) return;
        throw new Failure(`No connection from the cluster reached this machine for the HostService ${name}.`, {
            why: `a node asked ${address}:${forwardPort}, and nothing arrived`,
            next: `let this machine's firewall accept TCP from ${subnets.join(" and ")}, then run pulumi up again`,
        });
    }

    private async accepted(inputs: HostForwardInputs): Promise<number> {
        return (await this.access.status(inputs.folder))?.endpoints[keyOf(inputs)]?.accepted ?? 0;
    }
}

/** Returns the forwarder's key for the Service. An endpoint may have the same name, but has no slash in it. */
function keyOf({ name }: Pick<HostForwardInputs, "name">): string {
    return `host/${name}`;
}

async function notListening(inputs: HostForwardInputs, { code, message }: RequestRefused): Promise<Failure> {
    const { name, listenAddress, forwardPort } = inputs;
    return new Failure(`The HostService ${name} cannot listen on port ${forwardPort} of ${listenAddress}.`, {
        why: code === "EADDRINUSE" ? `it is taken by ${await listeningProcess(forwardPort)}` : message,
        next: "correct that, then run pulumi up again",
    });
}
