import type Docker from "dockerode";
import { Failure } from "../../failure";
import { ownerLabel } from "../../../shared/labels";
import { ownerPath } from "../../../shared/owner";

/** A Docker object that the program is about to create. */
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
 * Removes the orphan of an interrupted run: an object of exactly this name with this stack's owner label. An object of
 * that name with another owner stays, and the error names it.
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

/** Returns the failure for a name that is taken, with the way to free it. */
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
