import { join } from "node:path";
import { userFolder } from "../../../shared/user-folder";
import { endpointLog } from "../../logs/endpoint-log";
import { endpointRows } from "../../model/endpoint-rows";
import { andThen, type Answer, answerTo } from "./answer";
import { type LoggedContainer, withLogs } from "./containers";
import { containersSection } from "./containers-section";
import { endpointsSection, type FoundEndpoints } from "./endpoints-section";
import { askKubernetes } from "./kubernetes";
import { kubernetesSections } from "./kubernetes-sections";
import { askNetwork } from "./network";
import { networkSection } from "./network-section";
import { type Credentials, readCredentials } from "./read-credentials";
import { type Section } from "./section";
import { type Surroundings } from "./surroundings";

/** The report on one cluster, with the credentials to redact in it. */
export interface ClusterReport {
    cluster: string;
    sections: Section[];
    credentials: Credentials;
}

export async function reportOn(cluster: string, surroundings: Surroundings, lines: number): Promise<ClusterReport> {
    const { docker, versions } = surroundings;
    // The engine's clock: the nodes renew their leases by it, too.
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

async function containersOf(
    cluster: string,
    { docker, model }: Surroundings,
    lines: number,
): Promise<Answer<LoggedContainer[]>> {
    const { dockerProblem } = model;
    if (dockerProblem !== undefined) return { problem: dockerProblem };
    const found = model.factsOf(cluster).docker.containers ?? [];
    return andThen(docker, async (client) => ({ value: await withLogs(client, found, lines) }));
}

/** Returns the endpoints of a cluster with their logs. If Docker does not answer, those of forwarders alone. */
async function endpointsOf(
    cluster: string,
    { docker, model }: Surroundings,
    lines: number,
): Promise<Answer<FoundEndpoints>> {
    const { dockerProblem, forwardedProblem } = model;
    if (forwardedProblem) return { problem: forwardedProblem.message };
    const facts = model.factsOf(cluster);
    const connect = () => (docker.value ? Promise.resolve(docker.value) : Promise.reject(new Error(docker.problem)));
    const found = endpointRows(facts).map(async (row) => {
        const relay = facts.docker.containers?.find(({ role, endpoint }) => role === "relay" && endpoint === row.name);
        const container = row.via === "node" ? relay?.name : undefined;
        return { row, log: await answerTo(() => endpointLog({ cluster, container }, lines, connect)) };
    });
    const problem = dockerProblem === undefined ? undefined : `relays are not shown: ${dockerProblem}`;
    return { value: { endpoints: await Promise.all(found), problem } };
}
