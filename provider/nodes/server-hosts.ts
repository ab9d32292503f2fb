import type Docker from "dockerode";
import { roleLabel } from "../../shared/labels";
import { execute } from "../docker/containers/execute";

/** Returns the id of a server that runs on a network, if there is one. */
export async function serverOn(docker: Docker, network: string): Promise<string | undefined> {
    const filters = { network: [network], label: [`${roleLabel}=server`] };
    return (await docker.listContainers({ filters }))[0]?.Id;
}

/** Returns the content of `/etc/hosts` of a network's server, or an empty string when no server runs. */
export async function serverHosts(docker: Docker, network: string): Promise<string> {
    const server = await serverOn(docker, network);
    return server === undefined ? "" : (await execute(docker, server, ["cat", "/etc/hosts"])).output;
}
