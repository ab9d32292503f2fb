import type Docker from "dockerode";
import { ownerLabel, referencesLabel } from "../../shared/labels";
import { removeOrphan } from "../docker/containers/orphans";
import { unlessGone } from "../docker/daemon/status";
import { Failure } from "../failure";
import { type Context, type Difference, type Lifecycle } from "../lifecycle";

export interface NetworkInputs {
    name: string;
    owner: string;
    dockerHost?: string;
}

export interface NetworkOutputs extends NetworkInputs {
    /** The subnets that Docker chose. */
    subnets: string[];
}

interface Inspected {
    IPAM?: { Config?: { Subnet?: string }[] | null };
    Containers?: Record<string, { Name: string }>;
}

/**
 * The Docker network of a cluster. `docker network prune` removes it while its containers are stopped. The Docker
 * provider's own resource waits two seconds for each creation or removal, and does not notice that a network is gone.
 */
export class Network implements Lifecycle<NetworkInputs, NetworkOutputs> {
    constructor(private readonly connect: (dockerHost?: string) => Promise<Docker>) {}

    async create(inputs: NetworkInputs): Promise<{ id: string; outputs: NetworkOutputs }> {
        const { name, owner, dockerHost } = inputs;
        const docker = await this.connect(dockerHost);
        await removeOrphan(docker, { kind: "network", name, owner });
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
        if (isSame && (await inspected(await this.connect(dockerHost), id))) return { changes: false };
        return { changes: true, replaces: ["name"], deleteBeforeReplace: true };
    }

    async read(id: string, old: NetworkOutputs): Promise<NetworkOutputs | undefined> {
        return (await inspected(await this.connect(old.dockerHost), id)) && old;
    }

    /**
     * Removes the network. Containers that other stacks have in the cluster are disconnected, because removing them is
     * up to their stacks.
     */
    async delete(id: string, { name, owner, dockerHost }: NetworkOutputs, context: Context): Promise<void> {
        const docker = await this.connect(dockerHost);
        // The containers are listed before the network is inspected, so that one that is removed meanwhile still counts
        // as a guest.
        const guests = await containersOfOthers(docker, owner);
        const attached = Object.entries((await inspected(docker, id))?.Containers ?? {});
        const others = attached.filter(([container]) => !guests.has(container));
        if (others.length > 0) throw stillUsed(name, others);
        for (const [container, { Name }] of attached) {
            context.progress(`disconnecting ${Name}, which belongs to another stack`);
            await disconnect(docker, id, container);
        }
        await unlessGone(docker.getNetwork(id).remove());
    }
}

async function inspected(docker: Docker, id: string): Promise<Inspected | undefined> {
    return unlessGone(docker.getNetwork(id).inspect());
}

/**
 * Returns the ids of the containers that other stacks with clusters created, and of the containers that use clusters.
 */
async function containersOfOthers(docker: Docker, owner: string): Promise<Set<string>> {
    const having = (label: string) => docker.listContainers({ all: true, filters: { label: [label] } });
    const [owned, using] = await Promise.all([having(ownerLabel), having(referencesLabel)]);
    const others = [...owned.filter(({ Labels }) => Labels[ownerLabel] !== owner), ...using];
    return new Set(others.map(({ Id }) => Id));
}

async function disconnect(docker: Docker, id: string, container: string): Promise<void> {
    try {
        await docker.getNetwork(id).disconnect({ Container: container, Force: true });
    } catch (error) {
        // Its own stack may have just removed the container, which daemons report in different ways.
        if ((await inspected(docker, id))?.Containers?.[container]) throw error;
    }
}

function stillUsed(name: string, containers: [string, { Name: string }][]): Failure {
    const names = containers.map(([, { Name }]) => Name);
    return new Failure(`The network ${name} cannot be removed: ${names.join(", ")} are still connected to it.`, {
        next: `disconnect what does not belong to this stack (docker network disconnect --force ${name} ${names[0] ?? ""}), then run pulumi destroy again`,
    });
}
