import { join } from "node:path";
import { userFolder } from "../../../shared/user-folder";
import { inCluster } from "../endpoints/choose";
import { andThen, type Answer, answerTo } from "./answer";
import { clusterPathOf, type FoundContainer, inspectContainers } from "./containers";
import { containersSection } from "./containers-section";
import { endpointsSection, type FoundEndpoints } from "./endpoints-section";
import { askKubernetes } from "./kubernetes";
import { kubernetesSections } from "./kubernetes-sections";
import { askNetwork } from "./network";
import { networkSection } from "./network-section";
import { type Credentials, readCredentials } from "./read-credentials";
import { type Section } from "./section";
import { type Surroundings } from "./surroundings";

/** What a report tells of one cluster, with what must be taken out of it. */
export interface ClusterReport {
    cluster: string;
    sections: Section[];
    credentials: Credentials;
}

export async function reportOn(cluster: string, surroundings: Surroundings, lines: number): Promise<ClusterReport> {
    const { docker, versions } = surroundings;
    // Signs of life of nodes are by that clock too.
    const now = new Date(versions.engine.value?.info.SystemTime ?? Date.now());
    const folder = userFolder();
    const asked = containersOf(cluster, surroundings, lines);
    const [containers, network, kubernetes, endpoints] = await Promise.all([
        asked,
        asked.then((found) => askNetwork(docker, found)),
        askKubernetes(join(folder, cluster, "kubeconfig.yaml"), lines, now),
        endpointsOf(cluster, surroundings, lines),
    ]);
    return {
        cluster,
        sections: [
            containersSection(containers, lines),
            networkSection(network),
            ...kubernetesSections(kubernetes, now),
            endpointsSection(endpoints),
        ],
        credentials: await readCredentials(folder, cluster, docker.value, containers),
    };
}

function containersOf(
    cluster: string,
    { docker, containers }: Surroundings,
    lines: number,
): Promise<Answer<FoundContainer[]>> {
    return andThen(docker, (client) =>
        andThen(containers, async (all) => ({
            value: await inspectContainers(
                client,
                all.filter((its) => clusterPathOf(its) === cluster),
                lines,
            ),
        })),
    );
}

function endpointsOf(
    cluster: string,
    { endpoints, endpointsProblem }: Surroundings,
    lines: number,
): Promise<Answer<FoundEndpoints>> {
    return andThen(endpoints, async (all) => {
        const found = inCluster(all, cluster).map(async (endpoint) => ({
            row: endpoint.row,
            log: await answerTo(() => endpoint.logs(lines)),
        }));
        return { value: { endpoints: await Promise.all(found), problem: endpointsProblem } };
    });
}
