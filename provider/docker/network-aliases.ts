import type Docker from "dockerode";

/** A name that a container has on a network. */
export interface NetworkAlias {
    alias: string;
    container: string;
}

/** The names of all containers on a network, those that are stopped included. */
export async function networkAliases(docker: Docker, network: string): Promise<NetworkAlias[]> {
    const containers = await docker.listContainers({ all: true, filters: { network: [network] } });
    const inspected = await Promise.all(containers.map(({ Id }) => docker.getContainer(Id).inspect()));
    return inspected.flatMap(({ Name, NetworkSettings }) => {
        const { Aliases } = (NetworkSettings.Networks[network] ?? {}) as { Aliases?: string[] | null };
        const container = Name.replace(/^\//, "");
        return [container, ...(Aliases ?? [])].map((alias) => ({ alias, container }));
    });
}
