import type Docker from "dockerode";
import { Failure } from "../../failure";
import { ownerLabel } from "../../../shared/labels";
import { ownerPath } from "../../../shared/owner";

/** A Docker object as the program asks for it. */
export interface WantedObject {
    kind: "container" | "network";
    name: string;
    owner: string;
}

interface FoundObject {
    id: string;
    owner: string | undefined;
}

/**
 * Removes what an interrupted run made and could not record: an object of exactly this name with our owner label. An
 * object of that name that is somebody else's stays, and is named in the error.
 */
export async function removeOrphan(docker: Docker, wanted: WantedObject): Promise<void> {
    const found = await (wanted.kind === "container" ? findContainers : findNetworks)(docker, wanted.name);
    const other = found.find(({ owner }) => owner !== wanted.owner);
    if (other) throw nameTaken(wanted, other.owner);
    for (const { id } of found) await (wanted.kind === "container" ? removeContainer : removeNetwork)(docker, id);
}

async function findContainers(docker: Docker, name: string): Promise<FoundObject[]> {
    const found = await docker.listContainers({ all: true, filters: { name: [name] } });
    const exact = found.filter(({ Names }) => Names.includes(`/${name}`));
    return exact.map(({ Id, Labels }) => ({ id: Id, owner: Labels[ownerLabel] }));
}

async function findNetworks(docker: Docker, name: string): Promise<FoundObject[]> {
    const found = await docker.listNetworks({ filters: { name: [name] } });
    const exact = found.filter(({ Name }) => Name === name);
    return exact.map(({ Id, Labels }) => ({ id: Id, owner: Labels?.[ownerLabel] }));
}

async function removeContainer(docker: Docker, id: string): Promise<void> {
    await docker.getContainer(id).remove({ force: true, v: true });
}

async function removeNetwork(docker: Docker, id: string): Promise<void> {
    const network = docker.getNetwork(id);
    const { Containers = {} } = (await network.inspect()) as { Containers?: Record<string, unknown> };
    for (const container of Object.keys(Containers)) await network.disconnect({ Container: container, Force: true });
    await network.remove();
}

/** Why a name cannot be had, and how to get it. */
export function nameTaken(
    { kind, name }: { kind: "container" | "network" | "volume"; name: string },
    owner: string | undefined,
): Failure {
    const cluster = owner && ownerPath(owner);
    return new Failure(`The ${kind} ${name} already exists, and this stack did not create it.`, {
        why: cluster
            ? `it belongs to the cluster ${cluster} of another stack, or of this stack before its state was lost`
            : [],
        next: `if nothing needs it, remove it (docker ${kind} rm ${kind === "container" ? "--force --volumes " : ""}${name}), then run pulumi up again`,
    });
}
