import type Docker from "dockerode";

/** The running containers' published host ports, and who publishes them. */
export async function listPublishers(docker: Docker, protocol: string): Promise<Map<number, string>> {
    return publishersOf(await docker.listContainers(), protocol);
}

/** The same of containers that were listed already. */
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
