import type Docker from "dockerode";
import { execute } from "../docker/containers/execute";
import { isNotFound } from "../docker/daemon/status";
import { untilReached } from "./until-reached";

/** Tries the path that an endpoint's connections take. */
export interface RelayProbe {
    /** Returns undefined once a connection was made, or the problem of the last attempt at the time limit. */
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

/**
 * Connects from inside the relay. Its kernel takes the same route to the Service as for forwarded packets, and unlike
 * Docker's port proxy it does not accept a connection before the pod has.
 */
export class DockerRelayProbe implements RelayProbe {
    constructor(private readonly connect: () => Promise<Docker>) {}

    async reach(path: RelayPath): Promise<string | undefined> {
        const docker = await this.connect();
        return untilReached(() => attempt(docker, path), path.timeoutSeconds);
    }
}

/**
 * Returns the command of an attempt. For UDP it can only check that there is a route. For TCP it connects with telnet,
 * the only program of the K3s image that can.
 */
function probeCommand({ serviceSubnet, clusterIp, servicePort, protocol }: RelayPath): string {
    const routed = `ip route show ${serviceSubnet} | grep -q via`;
    const connected = `timeout 2 telnet ${clusterIp} ${servicePort} </dev/null`;
    return protocol === "UDP" ? routed : `${routed} && ${connected}`;
}

async function attempt(docker: Docker, path: RelayPath): Promise<string | undefined> {
    try {
        const command = ["/bin/sh", "-c", probeCommand(path)];
        const { exitCode, output } = await execute(docker, path.relayContainer, command);
        return exitCode === 0 ? undefined : `the connection failed with exit code ${exitCode}: ${output || "refused"}`;
    } catch (error) {
        if (isNotFound(error)) return "the relay container does not exist";
        throw error;
    }
}
