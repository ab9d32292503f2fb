import type Docker from "dockerode";

/** Returns the published host ports of all running containers, each with its container's name. */
export async function listPublishers(docker: Docker, protocol: string): Promise<Map<number, string>> {
    return publishersOf(await docker.listContainers(), protocol);
}

/** Returns the published host ports of the given containers, each with its container's name. */
export function publishersOf(
    containers: Pick<Docker.ContainerInfo, "Names" | "Ports">[],
    protocol: string,
): Map<number, string> {
    const publishers = containers.flatMap(({ Names, Ports }) =>
        Ports.filter(({ Type }) => Type === protocol).map(({ PublicPort }): [number, string] => [
            PublicPort,
            Names[0]?.replace(/^\//, "") ?? "",
        ]),
    );
    return new Map(publishers);
}
