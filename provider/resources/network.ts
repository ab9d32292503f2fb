import type Docker from "dockerode";
import { ownerLabel } from "../docker/labels";
import { removeLeftover } from "../docker/leftovers";
import { isNotFound } from "../docker/status";
import { Failure } from "../failure";
import { type Difference, type Lifecycle } from "../lifecycle";

export interface NetworkInputs {
    name: string;
    owner: string;
    dockerHost?: string;
}

export interface NetworkOutputs extends NetworkInputs {
    /** Those that Docker chose. */
    subnets: string[];
}

interface Inspected {
    IPAM?: { Config?: { Subnet?: string }[] | null };
    Containers?: Record<string, { Name: string }>;
}

/**
 * The Docker network of a cluster, which `docker network prune` takes away from stopped containers. The Docker provider's
 * own waits two seconds whenever it makes or removes one, and does not see that one is gone.
 */
export class Network implements Lifecycle<NetworkInputs, NetworkOutputs> {
    constructor(private readonly connect: (dockerHost?: string) => Promise<Docker>) {}

    async create(inputs: NetworkInputs): Promise<{ id: string; outputs: NetworkOutputs }> {
        const { name, owner, dockerHost } = inputs;
        const docker = await this.connect(dockerHost);
        await removeLeftover(docker, { kind: "network", name, owner });
        const network = await docker.createNetwork({
            Name: name,
            Driver: "bridge",
            CheckDuplicate: true,
            Labels: { [ownerLabel]: owner },
        });
        const { IPAM } = (await network.inspect()) as Inspected;
        const subnets = (IPAM?.Config ?? []).flatMap(({ Subnet }) => Subnet ?? []);
        return { id: network.id, outputs: { ...inputs, subnets } };
    }

    async diff(id: string, old: NetworkOutputs, { name, owner, dockerHost }: NetworkInputs): Promise<Difference> {
        const isSame = name === old.name && owner === old.owner;
        if (isSame && (await this.inspect(id, dockerHost))) return { changes: false };
        return { changes: true, replaces: ["name"], deleteBeforeReplace: true };
    }

    async read(id: string, old: NetworkOutputs): Promise<NetworkOutputs | undefined> {
        return (await this.inspect(id, old.dockerHost)) && old;
    }

    async delete(id: string, { name, dockerHost }: NetworkOutputs): Promise<void> {
        const containers = Object.values((await this.inspect(id, dockerHost))?.Containers ?? {});
        if (containers.length > 0) throw stillUsed(name, containers);
        try {
            await (await this.connect(dockerHost)).getNetwork(id).remove();
        } catch (error) {
            if (!isNotFound(error)) throw error;
        }
    }

    private async inspect(id: string, dockerHost: string | undefined): Promise<Inspected | undefined> {
        try {
            return await (await this.connect(dockerHost)).getNetwork(id).inspect();
        } catch (error) {
            if (isNotFound(error)) return undefined;
            throw error;
        }
    }
}

function stillUsed(name: string, containers: { Name: string }[]): Failure {
    const names = containers.map(({ Name }) => Name);
    return new Failure(`The network ${name} cannot be removed: ${names.join(", ")} still on it.`, {
        next: `remove what is not of this stack from it (docker network disconnect --force ${name} ${names[0] ?? ""}), then run pulumi destroy again`,
    });
}
