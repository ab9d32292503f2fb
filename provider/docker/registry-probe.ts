import { setTimeout as delay } from "node:timers/promises";
import type Docker from "dockerode";
import { execute } from "./execute";

/** Asks a registry as a node does. */
export interface RegistryProbe {
    /** Undefined once it answered; else what the last attempt met when the time was up. */
    reach(node: string, address: string, timeoutSeconds: number): Promise<string | undefined>;
}

const intervalMs = 200;

export class DockerRegistryProbe implements RegistryProbe {
    constructor(private readonly connect: () => Promise<Docker>) {}

    async reach(node: string, address: string, timeoutSeconds: number): Promise<string | undefined> {
        const docker = await this.connect();
        const deadline = Date.now() + timeoutSeconds * 1_000;
        for (;;) {
            const problem = await attempt(docker, node, address);
            if (problem === undefined || Date.now() > deadline) return problem;
            await delay(intervalMs);
        }
    }
}

/** kubectl is the one program of the K3s image that asks for a URL and resolves names as containerd does. */
async function attempt(docker: Docker, node: string, address: string): Promise<string | undefined> {
    const request = ["--kubeconfig=/dev/null", `--server=${address}`, "--request-timeout=2s", "get", "--raw", "/v2/"];
    try {
        const { exitCode, output } = await execute(docker, node, ["k3s", "kubectl", ...request]);
        return exitCode === 0 ? undefined : output || `no answer, exit code ${exitCode}`;
    } catch (error) {
        return (error as Error).message;
    }
}
