import type Docker from "dockerode";
import { forwarderFolder } from "../../shared/forwarder-paths";
import { userFolder } from "../../shared/user-folder";
import { logTail } from "../forward/log";
import { DockerNodeContainers } from "../nodes/docker-node-containers";

/** Returns the last log lines of an endpoint's relay or of its cluster's forwarder. */
export async function endpointLog(
    { cluster, container }: { cluster: string; container?: string },
    lines: number,
    connect: () => Promise<Docker>,
): Promise<string[]> {
    if (container !== undefined) return new DockerNodeContainers(connect).logTail(container, lines);
    return logTail(forwarderFolder(userFolder(), cluster), lines);
}
