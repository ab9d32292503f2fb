import type Docker from "dockerode";
import { type FoundContainer } from "../../model/facts";
import { DockerNodeContainers } from "../../nodes/docker-node-containers";
import { type Answer, answerTo } from "./answer";

/** A container of a cluster, with its log for the report. */
export interface LoggedContainer extends Pick<FoundContainer, "name" | "role" | "facts" | "problem"> {
    /** The last lines of its log, more than are shown. Absent for a relay, whose log is in the section on endpoints. */
    log?: Answer<string[]>;
}

/** How many more lines are read, to find errors in older lines. */
const searchedLines = 5_000;
const roles = ["server", "agent", "registry", "cache", "relay"];

/** Reads the logs of containers. Returns nodes first. A log that cannot be read does not affect the others. */
export async function withLogs(
    docker: Docker,
    containers: FoundContainer[],
    lines: number,
): Promise<LoggedContainer[]> {
    const nodes = new DockerNodeContainers(() => Promise.resolve(docker));
    const found = await Promise.all(
        containers.map(async (container): Promise<LoggedContainer> => {
            if (container.role === "relay") return container;
            return { ...container, log: await answerTo(() => nodes.logTail(container.id, lines + searchedLines)) };
        }),
    );
    return found.sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || a.name.localeCompare(b.name));
}

/** Reads the environment of a container. It contains secrets, so `ContainerFacts` leaves it out. */
export async function environmentOf(docker: Docker, name: string): Promise<string[]> {
    return (await docker.getContainer(name).inspect()).Config.Env;
}
