import type Docker from "dockerode";
import { readContainerFile } from "../containers/archive";
import { dataVersionPath, nodeDataPath } from "../../../shared/node-files";
import { ownerLabel } from "../../../shared/labels";
import { removeOrphan } from "../containers/orphans";
import { unlessGone } from "../daemon/status";

/** A container of a cluster that has a volume. */
export interface VolumeUser {
    container: string;
    owner: string;
}

/**
 * Returns the containers of clusters that have a volume. It includes stopped containers, which their stack, or Docker,
 * starts again.
 */
export async function volumeUsers(docker: Docker, volume: string): Promise<VolumeUser[]> {
    const found = await docker.listContainers({ all: true, filters: { volume: [volume] } });
    return found.flatMap(({ Names, Labels, Mounts }) => {
        const owner = Labels[ownerLabel];
        // Podman interprets name patterns differently, so the filter's result is checked again.
        const isUser = owner !== undefined && Mounts.some(({ Name }) => Name === volume);
        return isUser ? [{ container: Names[0]?.replace(/^\//, "") ?? "", owner }] : [];
    });
}

/** A volume, and what is needed to read a file in it. */
export interface SoughtVolume {
    volume: string;
    image: string;
    /** The name of a container that is created to read the volume, and never started. */
    helper: string;
    owner: string;
}

/**
 * Returns the version with which the data in a volume was last used, or undefined when that is not known, or there is
 * no such volume.
 */
export async function volumeVersion(
    docker: Docker,
    { volume, image, helper, owner }: SoughtVolume,
): Promise<string | undefined> {
    if (!(await unlessGone(docker.getVolume(volume).inspect()))) return undefined;
    await removeOrphan(docker, { kind: "container", name: helper, owner });
    const container = await docker.createContainer({
        name: helper,
        Image: image,
        Labels: { [ownerLabel]: owner },
        HostConfig: { Binds: [`${volume}:${nodeDataPath}:ro`] },
    });
    try {
        return (await readContainerFile(container, dataVersionPath))?.trim();
    } finally {
        await container.remove({ force: true, v: true });
    }
}
