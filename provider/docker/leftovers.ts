import type Docker from "dockerode";
import { ownerLabel } from "./labels";

type Kind = "container" | "network" | "volume";

/** A Docker object as the program asks for it. */
export interface WantedObject {
    kind: Kind;
    name: string;
    owner: string;
}

/**
 * Removes what an interrupted run made and could not record: an object of exactly this name with our owner label.
 * Anything else of that name stays, and the create that follows says so. A volume is kept: creating it again adopts it.
 */
export async function removeLeftover(docker: Docker, { kind, name, owner }: WantedObject): Promise<void> {
    const filters = { name: [kind === "container" ? `^/${name}$` : `^${name}$`], label: [`${ownerLabel}=${owner}`] };
    if (kind === "container") {
        for (const { Id } of await docker.listContainers({ all: true, filters })) {
            await docker.getContainer(Id).remove({ force: true, v: true });
        }
    }
    if (kind === "network") {
        for (const { Id } of await docker.listNetworks({ filters })) await removeNetwork(docker, Id);
    }
}

async function removeNetwork(docker: Docker, id: string): Promise<void> {
    const network = docker.getNetwork(id);
    const { Containers = {} } = (await network.inspect()) as { Containers?: Record<string, unknown> };
    for (const container of Object.keys(Containers)) await network.disconnect({ Container: container, Force: true });
    await network.remove();
}
