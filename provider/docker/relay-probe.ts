import { setTimeout as delay } from "node:timers/promises";
import type Docker from "dockerode";
import { isNotFound } from "./status";

/** Tries the path that an endpoint's connections take. */
export interface RelayProbe {
    /** Undefined once a connection was made; else what the last attempt met when the time was up. */
    reach(path: RelayPath): Promise<string | undefined>;
}

export interface RelayPath {
    relayContainer: string;
    serviceSubnet: string;
    clusterIp: string;
    servicePort: number;
    protocol: "TCP" | "UDP";
    timeoutSeconds: number;
}

const intervalMs = 200;

/**
 * Connects from inside the relay: its kernel takes the same route to the Service as forwarded packets do, and unlike
 * Docker's port proxy it does not accept before the pod has.
 */
export class DockerRelayProbe implements RelayProbe {
    constructor(private readonly connect: () => Promise<Docker>) {}

    async reach(path: RelayPath): Promise<string | undefined> {
        const { relayContainer, timeoutSeconds } = path;
        const docker = await this.connect();
        const command = ["/bin/sh", "-c", probeCommand(path)];
        const deadline = Date.now() + timeoutSeconds * 1_000;
        for (;;) {
            const problem = await attempt(docker.getContainer(relayContainer), command);
            if (problem === undefined || Date.now() > deadline) return problem;
            await delay(intervalMs);
        }
    }
}

/** Of UDP nothing can be told but that there is a way; telnet is what the K3s image has to open a connection with. */
function probeCommand({ serviceSubnet, clusterIp, servicePort, protocol }: RelayPath): string {
    const routed = `ip route show ${serviceSubnet} | grep -q via`;
    const connected = `timeout 2 telnet ${clusterIp} ${servicePort} </dev/null`;
    return protocol === "UDP" ? routed : `${routed} && ${connected}`;
}

async function attempt(container: Docker.Container, command: string[]): Promise<string | undefined> {
    try {
        const exec = await container.exec({ Cmd: command, AttachStdout: true, AttachStderr: true });
        const stream = await exec.start({});
        let output = "";
        for await (const chunk of stream) output += String(chunk).slice(8);
        const { ExitCode } = await exec.inspect();
        return ExitCode === 0
            ? undefined
            : `the connection failed with exit code ${ExitCode}: ${output.trim() || "refused"}`;
    } catch (error) {
        return isNotFound(error) ? "the relay container does not exist" : (error as Error).message;
    }
}
