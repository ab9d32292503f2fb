import { networkInterfaces } from "node:os";
import type Docker from "dockerode";
import { hostAddressOf, type HostAddresses } from "../docker/networks/host-addresses";
import { unlessGone } from "../docker/daemon/status";
import { Failure } from "../failure";
import { type Difference, type Lifecycle } from "../lifecycle";
import { serverHosts } from "../nodes/server-hosts";
import { asBefore, unchanged } from "./support/difference";

export interface HostAddressInputs {
    /** The cluster's Docker network. */
    network: string;
    dockerHost?: string;
}

export interface HostAddressOutputs extends HostAddressInputs, HostAddresses {}

interface DockerAccess {
    connect(dockerHost?: string): Promise<Docker>;
    /** Reports whether the daemon is reached without a network. */
    isLocal(dockerHost?: string): boolean;
}

/**
 * The address at which the cluster's network reaches this machine. It is replaced when the address changes, because
 * other resources use it.
 */
export class HostAddress implements Lifecycle<HostAddressInputs, HostAddressOutputs> {
    constructor(private readonly access: DockerAccess) {}

    async create(inputs: HostAddressInputs): Promise<{ id: string; outputs: HostAddressOutputs }> {
        if (!this.access.isLocal(inputs.dockerHost)) {
            throw new Failure("The Docker daemon is on another machine, whose clusters do not reach this one.", {
                next: "leave the HostService out there, or run the process beside the cluster, in a container on its network",
            });
        }
        const found = await this.find(inputs);
        if (found) return { id: found.address, outputs: { ...inputs, ...found } };
        throw new Failure(`The Docker network ${inputs.network} has no address of this machine.`, {
            why: "neither its gateway is one, nor does a node know host.docker.internal",
            next: "check the network by docker network inspect, then run pulumi up again",
        });
    }

    /** Does not report a network that is gone: the resources connected to it do. */
    async diff(_id: string, old: HostAddressOutputs, wanted: HostAddressInputs): Promise<Difference> {
        const inputs = asBefore<HostAddressInputs>(old, wanted);
        const found = this.access.isLocal(inputs.dockerHost) ? await this.find(inputs) : undefined;
        const isSame = !found || (found.address === old.address && found.subnets.join() === old.subnets.join());
        return isSame && inputs.network === old.network ? unchanged : { changes: true, replaces: ["network"] };
    }

    private async find({ network, dockerHost }: HostAddressInputs): Promise<HostAddresses | undefined> {
        const docker = await this.access.connect(dockerHost);
        const found = await unlessGone<Docker.NetworkInspectInfo>(docker.getNetwork(network).inspect());
        return found && hostAddressOf(found, networkInterfaces(), await serverHosts(docker, network));
    }
}
