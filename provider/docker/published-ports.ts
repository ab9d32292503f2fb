import type Docker from "dockerode";

/** The running containers' published host ports, and who publishes them. */
export async function publishedPorts(docker: Docker, protocol: string): Promise<Map<number, string>> {
    const containers = await docker.listContainers();
    const publishers = containers.flatMap(({ Names, Ports }) =>
        Ports.filter(({ Type }) => Type === protocol).map(({ PublicPort }): [number, string] => [
            PublicPort,
            Names[0]?.replace(/^\//, "") ?? "",
        ]),
    );
    return new Map(publishers);
}
