import type Docker from "dockerode";
import { type FoundContainer } from "../../model/facts";
import { DockerNodeContainers } from "../../nodes/docker-node-containers";
import { type Answer, answerTo } from "./answer";

/** A container of a cluster, with what is asked of it for a report. */
export interface LoggedContainer extends Pick<FoundContainer, "name" | "role" | "facts" | "problem"> {
    /** Its last lines, more than are shown. A relay's are told of with its endpoint. */
    log?: Answer<string[]>;
}

/** In how many lines errors of before are looked for. */
const searchedLines = 5_000;
const roles = ["server", "agent", "registry", "cache", "relay"];

/** Containers with their logs, nodes first: one that does not tell is no reason to lose the others. */
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

/** The environment of a container, which holds secrets and so is in no picture of it. */
export async function environmentOf(docker: Docker, name: string): Promise<string[]> {
    return (await docker.getContainer(name).inspect()).Config.Env;
}
