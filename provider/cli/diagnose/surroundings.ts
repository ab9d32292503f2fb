import type Docker from "dockerode";
import { connectDocker } from "../../docker/daemon/connect";
import { userFolder } from "../../../shared/user-folder";
import { type ManagedEndpoint } from "../../endpoints/endpoint-row";
import { listEndpoints } from "../../endpoints/list-endpoints";
import { clusterKubeconfigs } from "../../kubeconfig/cluster-kubeconfigs";
import { type Answer, answerLimitMs, answerTo, outerLimitMs } from "./answer";
import { clusterPathOf, listContainers } from "./containers";
import { gatherVersions, type Versions } from "./versions";

/** What is known before a cluster is looked at. */
export interface Surroundings {
    versions: Versions;
    docker: Answer<Docker>;
    /** Of all clusters. */
    containers: Answer<Docker.ContainerInfo[]>;
    endpoints: Answer<ManagedEndpoint[]>;
    /** Why some of them may be missing. */
    endpointsProblem?: string;
    /** Paths of clusters, of which a kubeconfig, a container or an endpoint is there. */
    clusters: string[];
}

export async function lookAround(dockerHost: string | undefined): Promise<Surroundings> {
    const docker = await answerTo(() => limitedDocker(dockerHost), outerLimitMs);
    let endpointsProblem: string | undefined;
    const connect = () => (docker.value ? Promise.resolve(docker.value) : Promise.reject(new Error(docker.problem)));
    const [versions, containers, endpoints, kubeconfigs] = await Promise.all([
        gatherVersions(docker, dockerHost),
        listContainers(docker),
        // Without its relays, a list still has the endpoints of forwarders.
        answerTo(() => listEndpoints((problem) => (endpointsProblem = problem), connect), outerLimitMs),
        answerTo(() => clusterKubeconfigs(userFolder())),
    ]);
    const clusters = new Set([
        ...(kubeconfigs.value ?? []).map(({ cluster }) => cluster),
        ...(containers.value ?? []).map(clusterPathOf),
        ...(endpoints.value ?? []).map(({ row }) => row.cluster),
    ]);
    return { versions, docker, containers, endpoints, endpointsProblem, clusters: [...clusters].sort() };
}

/** What is not answered is called off, else its connection would keep the process alive. */
async function limitedDocker(dockerHost: string | undefined): Promise<Docker> {
    const docker = await connectDocker(dockerHost);
    (docker.modem as { timeout?: number }).timeout = answerLimitMs;
    return docker;
}
