import type Docker from "dockerode";
import { DockerNodeContainers } from "../../nodes/docker-node-containers";
import { ownerLabel, roleLabel } from "../../../shared/labels";
import { ownerPath } from "../../../shared/owner";
import { andThen, type Answer, answerTo } from "./answer";

/** A container of a cluster, as it was found. */
export interface FoundContainer {
    name: string;
    /** `server`, `agent`, `registry`, `cache` or `relay`. */
    role: string;
    details: Answer<Docker.ContainerInspectInfo>;
    /** Its last lines, more than are shown. A relay's are told of with its endpoint. */
    log?: Answer<string[]>;
}

/** In how many lines errors of before are looked for. */
const searchedLines = 5_000;
const roles = ["server", "agent", "registry", "cache", "relay"];

/** The containers of all clusters, running or not. */
export function listContainers(docker: Answer<Docker>): Promise<Answer<Docker.ContainerInfo[]>> {
    const all = { all: true, filters: { label: [ownerLabel] } };
    return andThen(docker, (client) => answerTo(() => client.listContainers(all)));
}

/** `project/stack/cluster`, without the owner's own id. */
export function clusterPathOf({ Labels }: Docker.ContainerInfo): string {
    return ownerPath(Labels[ownerLabel]);
}

/** Looks at containers one by one: one that cannot be looked at is no reason to lose the others. */
export async function inspectContainers(
    docker: Docker,
    containers: Docker.ContainerInfo[],
    lines: number,
): Promise<FoundContainer[]> {
    const nodes = new DockerNodeContainers(() => Promise.resolve(docker));
    const found = await Promise.all(
        containers.map(async ({ Id, Names, Labels }): Promise<FoundContainer> => {
            const role = Labels[roleLabel] ?? "";
            const [details, log] = await Promise.all([
                answerTo(() => docker.getContainer(Id).inspect()),
                role === "relay" ? undefined : answerTo(() => nodes.logTail(Id, lines + searchedLines)),
            ]);
            return { name: Names[0]?.replace(/^\//, "") ?? Id, role, details, log };
        }),
    );
    return found.sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || a.name.localeCompare(b.name));
}
