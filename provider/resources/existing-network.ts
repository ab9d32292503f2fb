import type Docker from "dockerode";
import { type DaemonNetwork, subnetsOf } from "../docker/networks/subnet-overlaps";
import { unlessGone } from "../docker/daemon/status";
import { Failure } from "../failure";
import { type Difference, type Lifecycle } from "../lifecycle";
import { asBefore, unchanged } from "./support/difference";

export interface ExistingNetworkInputs {
    network: string;
    dockerHost?: string;
}

export interface ExistingNetworkOutputs extends ExistingNetworkInputs {
    subnets: string[];
}

/** A Docker network that a cluster uses and does not own. */
export class ExistingNetwork implements Lifecycle<ExistingNetworkInputs, ExistingNetworkOutputs> {
    constructor(private readonly connect: (dockerHost?: string) => Promise<Docker>) {}

    async create(inputs: ExistingNetworkInputs): Promise<{ id: string; outputs: ExistingNetworkOutputs }> {
        const subnets = await this.subnets(inputs);
        if (subnets) return { id: inputs.network, outputs: { ...inputs, subnets } };
        throw new Failure(`The Docker network ${inputs.network} is missing.`, {
            next: `docker network create ${inputs.network}, or name another one as network`,
        });
    }

    /** Does not report a network that is gone: the resources connected to it do. */
    async diff(_id: string, old: ExistingNetworkOutputs, wanted: ExistingNetworkInputs): Promise<Difference> {
        const inputs = asBefore<ExistingNetworkInputs>(old, wanted);
        const isOther = inputs.network !== old.network;
        const subnets = isOther ? undefined : await this.subnets(inputs);
        const isAsBefore = !subnets || subnets.join() === old.subnets.join();
        return isOther || !isAsBefore ? { changes: true, replaces: ["network"] } : unchanged;
    }

    private async subnets({ network, dockerHost }: ExistingNetworkInputs): Promise<string[] | undefined> {
        const docker = await this.connect(dockerHost);
        const found = (await unlessGone(docker.getNetwork(network).inspect())) as DaemonNetwork | undefined;
        return found && subnetsOf(found);
    }
}
