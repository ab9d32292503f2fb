import { setTimeout as delay } from "node:timers/promises";
import type Docker from "dockerode";
import { isNotFound } from "./status";

/** Tries the path that an endpoint's connections take. */
export interface RelayProbe {
    /** Undefined once a connection was made; else what the last attempt met when the time was up. */
    reach(target: {
        relayContainer: string;
        clusterIp: string;
        servicePort: number;
        protocol: "TCP" | "UDP";
        timeoutSeconds: number;
    }): Promise<string | undefined>;
}

const intervalMs = 200;

/**
 * Connects from inside the relay: its kernel takes the same route to the Service as forwarded packets do, and unlike
 * Docker's port proxy it does not accept before the pod has.
 */
export class DockerRelayProbe implements RelayProbe {
    constructor(private readonly connect: () => Promise<Docker>) {}

    async reach({ relayContainer, clusterIp, servicePort, protocol, timeoutSeconds }: Parameters<RelayProbe["reach"]>[0]) {
        const docker = await this.connect();
        const command =
            protocol === "TCP"
                ? ["/bin/sh", "-c", `ip route show | grep -q metric && nc -w 2 ${clusterIp} ${servicePort} </dev/null >/dev/null`]
                : ["/bin/sh", "-c", "ip route show | grep -q metric"];
        const deadline = Date.now() + timeoutSeconds * 1_000;
        for (;;) {
            const problem = await attempt(docker.getContainer(relayContainer), command);
            if (problem === undefined || Date.now() > deadline) return problem;
            await delay(intervalMs);
        }
    }
}

async function attempt(container: Docker.Container, command: string[]): Promise<string | undefined> {
    try {
        const exec = await container.exec({ Cmd: command, AttachStdout: true, AttachStderr: true });
        const stream = await exec.start({});
        let output = "";
        for await (const chunk of stream) output += String(chunk).slice(8);
        const { ExitCode } = await exec.inspect();
        return ExitCode === 0 ? undefined : `the connection failed with exit code ${ExitCode}: ${output.trim() || "refused"}`;
    } catch (error) {
        return isNotFound(error) ? "the relay container does not exist" : (error as Error).message;
    }
}
