import type Docker from "dockerode";
import { ownerLabel } from "../../../shared/labels";

/** A name that a container has on a network. */
export interface NetworkAlias {
    alias: string;
    container: string;
    /** The owner of the container, if it belongs to a cluster. */
    owner?: string;
}

/** Returns the names of all or some containers on a network, stopped containers included. */
export async function networkAliases(
    docker: Docker,
    network: string,
    isMeant: (container: Docker.ContainerInfo) => boolean = () => true,
): Promise<NetworkAlias[]> {
    const containers = await docker.listContainers({ all: true, filters: { network: [network] } });
    const meant = containers.filter(isMeant);
    const inspected = await Promise.all(meant.map(({ Id }) => docker.getContainer(Id).inspect()));
    return inspected.flatMap(({ Name, NetworkSettings, Config }) => {
        const { Aliases } = (NetworkSettings.Networks[network] ?? {}) as { Aliases?: string[] | null };
        const container = Name.replace(/^\//, "");
        const owner = (Config.Labels as Record<string, string> | null)?.[ownerLabel];
        return [container, ...(Aliases ?? [])].map((alias) => ({ alias, container, owner }));
    });
}
