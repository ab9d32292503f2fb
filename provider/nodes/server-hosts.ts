import type Docker from "dockerode";
import { roleLabel } from "../../shared/labels";
import { execute } from "../docker/containers/execute";

/** The id of a server that runs on a network. */
export async function serverOn(docker: Docker, network: string): Promise<string | undefined> {
    const filters = { network: [network], label: [`${roleLabel}=server`] };
    return (await docker.listContainers({ filters }))[0]?.Id;
}

/** What the server of a network has in its file of hosts; nothing where none runs. */
export async function serverHosts(docker: Docker, network: string): Promise<string> {
    const server = await serverOn(docker, network);
    return server === undefined ? "" : (await execute(docker, server, ["cat", "/etc/hosts"])).output;
}
