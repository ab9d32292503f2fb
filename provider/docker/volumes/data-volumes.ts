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

/** The containers of clusters that have a volume, those too that are stopped: their stack, or Docker, starts them again. */
export async function volumeUsers(docker: Docker, volume: string): Promise<VolumeUser[]> {
    const found = await docker.listContainers({ all: true, filters: { volume: [volume] } });
    return found.flatMap(({ Names, Labels, Mounts }) => {
        const owner = Labels[ownerLabel];
        // Patterns of names are other ones with Podman, so what the filter lets through is looked at again.
        const isUser = owner !== undefined && Mounts.some(({ Name }) => Name === volume);
        return isUser ? [{ container: Names[0]?.replace(/^\//, "") ?? "", owner }] : [];
    });
}

/** A volume, and what it takes to look into it. */
export interface SoughtVolume {
    volume: string;
    image: string;
    /** Of a container that is made to look into it, and never started. */
    helper: string;
    owner: string;
}

/** The version that the data in a volume was last used with; undefined where that is not known, or there is none. */
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
