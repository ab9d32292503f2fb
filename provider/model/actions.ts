import { isAlreadySo } from "../docker/daemon/status";
import { connectDocker } from "../docker/daemon/connect";
import { type Api, mergePatch } from "../kubernetes/api";
import { paths } from "../kubernetes/api-paths";
import { isNotFound } from "../kubernetes/errors";
import { type Resource, type ResourceKind } from "./resource";
import { DockerNodeContainers } from "../nodes/docker-node-containers";
import { ForwardedEndpoints } from "../endpoints/forwarded-endpoints";
import { userFolder } from "../../shared/user-folder";
import { type ManagedEndpoint } from "../endpoints/endpoint-row";
import { clusterApi } from "./sources/cluster-api";
import { withParts } from "./select";
import { UsageError } from "../usage-error";

/** The kinds that can be stopped and started: kinds with a Docker container of their own, and endpoints. */
export const stoppable: ResourceKind[] = ["endpoint", "node", "pool", "registry", "cache"];
/** The kinds that can be restarted, in order of preference: `web` means the release web before the endpoint web. */
export const restartable: ResourceKind[] = [
    "release",
    "manifest",
    "endpoint",
    "workload",
    "pod",
    "node",
    "pool",
    "registry",
    "cache",
];

/** How long Docker waits for a node to end before it kills it: as long as when the Pulumi program stops a node. */
const nodeGraceSeconds = 30;
/** The annotation with which `kubectl rollout restart` marks a pod template. */
const restartedAt = "kubectl.kubernetes.io/restartedAt";
const rollingPaths: Record<string, (namespace: string) => string> = {
    Deployment: paths.deployments,
    StatefulSet: paths.statefulSets,
    DaemonSet: paths.daemonSets,
};

export async function start(resource: Resource): Promise<void> {
    const { container } = resource;
    if (container === undefined) return (await forwarded(resource)).start();
    await unlessAlready(() => new DockerNodeContainers(() => connectDocker()).start(container));
}

export async function stop(resource: Resource): Promise<void> {
    const { container, kind } = resource;
    if (container === undefined) return (await forwarded(resource)).stop();
    const docker = (await connectDocker()).getContainer(container);
    await unlessAlready(() => docker.stop({ t: kind === "node" ? nodeGraceSeconds : 1 }));
}

/** Restarts a resource or its workloads. Returns what was restarted, in words for people. */
export async function restart(resource: Resource, resources: Resource[]): Promise<string[]> {
    const { kind, container, cluster, namespace = "", name } = resource;
    if (container !== undefined) {
        await (await connectDocker()).getContainer(container).restart({ t: kind === "node" ? nodeGraceSeconds : 1 });
        return [`container ${container}`];
    }
    if (kind === "endpoint") {
        const endpoint = await forwarded(resource);
        await endpoint.stop();
        await endpoint.start();
        return [`endpoint ${name}`];
    }
    const api = await clusterApi(cluster);
    if (kind === "pod") {
        await deletePod(api, namespace, name);
        return [`Pod ${namespace}/${name}`];
    }
    const rolling = withParts(resource, resources).filter(({ objectKind = "" }) => objectKind in rollingPaths);
    if (rolling.length === 0) throw new UsageError(`${name} has no Deployment, StatefulSet or DaemonSet to restart`);
    for (const workload of rolling) await rollOut(api, workload);
    return rolling.map(({ objectKind = "", namespace = "", name }) => `${objectKind} ${namespace}/${name}`);
}

async function rollOut(api: Api, { objectKind = "", namespace = "", name }: Resource): Promise<void> {
    const path = `${rollingPaths[objectKind]?.(namespace) ?? ""}/${encodeURIComponent(name)}`;
    const annotations = { [restartedAt]: new Date().toISOString() };
    const body = { spec: { template: { metadata: { annotations } } } };
    await api.request("PATCH", path, { body, contentType: mergePatch });
}

/** Deletes a pod, so that its controller creates another one. */
async function deletePod(api: Api, namespace: string, name: string): Promise<void> {
    await api.request("DELETE", `${paths.pods(namespace)}/${encodeURIComponent(name)}`).catch((error: unknown) => {
        if (!isNotFound(error)) throw error;
    });
}

/** Finds an endpoint among those that forwarders carry. */
async function forwarded({ name, cluster }: Resource): Promise<ManagedEndpoint> {
    const all = await new ForwardedEndpoints(userFolder()).list();
    const found = all.find(({ row }) => row.name === name && row.cluster === cluster);
    if (!found) throw new Error(`the endpoint ${name} of ${cluster} is gone`);
    return found;
}

async function unlessAlready(change: () => Promise<unknown>): Promise<void> {
    await change().catch((error: unknown) => {
        if (!isAlreadySo(error)) throw error;
    });
}
