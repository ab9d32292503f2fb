import type Docker from "dockerode";
import { execute } from "../docker/containers/execute";
import { untilReached } from "./until-reached";

/** Sends requests to a registry as a node does. */
export interface RegistryProbe {
    /** Returns undefined once the registry answered, or the problem of the last attempt at the time limit. */
    reach(node: string, address: string, timeoutSeconds: number): Promise<string | undefined>;
}

export class DockerRegistryProbe implements RegistryProbe {
    constructor(private readonly connect: () => Promise<Docker>) {}

    async reach(node: string, address: string, timeoutSeconds: number): Promise<string | undefined> {
        const docker = await this.connect();
        return untilReached(() => attempt(docker, node, address), timeoutSeconds);
    }
}

/**
 * Requests `/v2/` with kubectl, the only program of the K3s image that requests a URL and resolves names as containerd
 * does.
 */
async function attempt(docker: Docker, node: string, address: string): Promise<string | undefined> {
    const request = ["--kubeconfig=/dev/null", `--server=${address}`, "--request-timeout=2s", "get", "--raw", "/v2/"];
    const { exitCode, output } = await execute(docker, node, ["k3s", "kubectl", ...request]);
    return exitCode === 0 ? undefined : output || `no answer, exit code ${exitCode}`;
}
