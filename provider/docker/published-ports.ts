import type Docker from "dockerode";

/** The name of the running container that publishes a host port, if one does. */
export async function publisherOf(docker: Docker, port: number, protocol: string): Promise<string | undefined> {
    const containers = await docker.listContainers();
    const publisher = containers.find(({ Ports }) =>
        Ports.some(({ PublicPort, Type }) => PublicPort === port && Type === protocol),
    );
    return publisher?.Names[0]?.replace(/^\//, "");
}
