import { readContainerFile } from "../../../provider/docker/containers/archive";
import { connectDocker } from "../../../provider/docker/daemon/connect";
import { DockerNodeContainers } from "../../../provider/nodes/docker-node-containers";
import { readServerFile } from "../../../provider/nodes/server-file";
import { parseAdministrator, renderKubeconfig } from "../../../provider/kubeconfig/rewrite";
import { type Api } from "../../../provider/kubernetes/api";
import { connectKubernetes } from "../../../provider/kubernetes/client";
import { clusterReadiness } from "../../../provider/nodes/cluster-readiness";
import { nodesReadiness } from "../../../provider/nodes/node-readiness";
import { untilAnswered } from "../../../provider/kubernetes/until-answered";

const timeoutSeconds = 180;
const nodes = new DockerNodeContainers(connectDocker);

/** A server that a peer started. */
export interface PeerServer {
    container: string;
    node: string;
    port: number;
    kubeconfigPath: string;
}

/**
 * Waits until a peer's cluster is ready, by the same condition and code as for ours. The code is loaded already, so the
 * peer's time includes only the wait.
 */
export async function clusterReady(server: PeerServer, interrupted: AbortSignal): Promise<void> {
    const signal = AbortSignal.any([interrupted, AbortSignal.timeout(timeoutSeconds * 1_000)]);
    const api = await apiOf(server);
    await untilAnswered(() => api.request("GET", "/readyz", { signal, timeoutMs: 5_000 }), signal);
    const since = new Date((await nodes.state(server.container))?.startedAt ?? 0);
    await clusterReadiness(api, { node: server.node, since, coreDns: true }, signal, () => undefined);
}

/** Waits until an agent of a peer's cluster is ready, by the same condition and code as for ours. */
export async function agentReady(
    server: PeerServer,
    agent: { container: string; name: string },
    interrupted: AbortSignal,
): Promise<void> {
    const signal = AbortSignal.any([interrupted, AbortSignal.timeout(timeoutSeconds * 1_000)]);
    const since = new Date((await nodes.state(agent.container))?.startedAt ?? 0);
    await nodesReadiness(await apiOf(server), [{ ...agent, since }], signal, () => undefined);
}

async function apiOf({ container, port, kubeconfigPath }: PeerServer): Promise<Api> {
    const read = async (name: string, path: string) =>
        readContainerFile((await connectDocker()).getContainer(name), path);
    const text = await readServerFile({ nodes, read }, container, kubeconfigPath, timeoutSeconds);
    return connectKubernetes(renderKubeconfig("bench", `https://127.0.0.1:${port}`, parseAdministrator(text)));
}
