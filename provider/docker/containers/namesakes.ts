import type Docker from "dockerode";
import { ownerLabel } from "../../../shared/labels";
import { ownerPath } from "../../../shared/owner";

/**
 * Lists the objects on a daemon that belong to clusters with this path, whichever stack created them, each as kind and
 * name.
 */
export async function objectsOfCluster(docker: Docker, path: string): Promise<string[]> {
    const filters = { label: [ownerLabel] };
    const [containers, networks, { Volumes }] = await Promise.all([
        docker.listContainers({ all: true, filters }),
        docker.listNetworks({ filters }),
        docker.listVolumes({ filters }) as Promise<{ Volumes: Docker.VolumeInspectInfo[] | null }>,
    ]);
    const found = [
        ...containers.map(({ Names, Labels }) => ({ kind: "container", name: Names[0]?.slice(1), Labels })),
        ...networks.map(({ Name, Labels }) => ({ kind: "network", name: Name, Labels })),
        ...(Volumes ?? []).map(({ Name, Labels }) => ({ kind: "volume", name: Name, Labels })),
    ];
    return found
        .filter(({ Labels }) => ownerPath((Labels as Record<string, string> | null)?.[ownerLabel] ?? "") === path)
        .map(({ kind, name }) => `${kind} ${name}`);
}
