import type { KubernetesObject } from "@kubernetes/client-node";
import { type ContainerFacts } from "../../../provider/model/sources/container-facts";
import { clusterResources } from "../../../provider/model/cluster-resources";
import { type ClusterFacts, type FoundContainer, type KubernetesObjects } from "../../../provider/model/facts";
import { type Resource } from "../../../provider/model/resource";
import { LiveView } from "../../../provider/model/workload-resources";

export const path = "shop/dev/dev";

/** A moment at which everything was made. */
export const made = "2026-01-01T00:00:00Z";

const running: ContainerFacts = {
    state: "running",
    exitCode: 0,
    outOfMemory: false,
    error: "",
    restarts: 0,
    startedAt: made,
    finishedAt: "",
    image: "rancher/k3s:v1.34.4-k3s1",
    ports: [],
    mounts: [],
    networks: [],
};

export function container(role: string, name: string, more: Partial<FoundContainer & { state: string }> = {}) {
    const { state = "running", ...rest } = more;
    const facts = { ...running, state, ...(state === "exited" && { exitCode: 137, finishedAt: made }) };
    return { id: name, name: `shop-dev-dev-${name}`, role, facts, addresses: [], ...rest } satisfies FoundContainer;
}

/** An object as the API server sends it: times are text, whatever the types say. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- what it is made of is not checked
export function object<Item = KubernetesObject>(name: string, namespace: string | undefined, rest: object = {}): Item {
    const { metadata, ...more } = rest as { metadata?: object };
    const own = { name, namespace, uid: `${namespace ?? ""}/${name}`, creationTimestamp: made, ...metadata };
    return { metadata: own, ...more } as Item;
}

export const readyNode = object<KubernetesObjects["nodes"][number]>("dev-server", undefined, {
    status: {
        conditions: [{ type: "Ready", status: "True", lastHeartbeatTime: made }],
        addresses: [{ type: "InternalIP", address: "172.20.0.2" }],
        nodeInfo: { kubeletVersion: "v1.34.4+k3s1" },
    },
});

export function objects(more: Partial<KubernetesObjects> = {}): KubernetesObjects {
    return {
        ...{ nodes: [readyNode], leases: [], pods: [], replicaSets: [], deployments: [], statefulSets: [] },
        ...{ daemonSets: [], jobs: [], claims: [], services: [], storageClasses: [], releases: [] },
        ...{ warnings: [], pulls: [], others: {} },
        ...more,
    };
}

/** A Deployment of a release with its ReplicaSet and one pod, which is ready or waits for its image. */
export function web(isReady: boolean): Partial<KubernetesObjects> {
    const revision = { "deployment.kubernetes.io/revision": "1" };
    const controller = (kind: string, name: string) => [{ kind, name, uid: `web/${name}`, controller: true }];
    const helm = { "meta.helm.sh/release-name": "web", "meta.helm.sh/release-namespace": "web" };
    const count = isReady ? 1 : 0;
    const waiting = { reason: "ImagePullBackOff", message: "not found" };
    const state = isReady ? { running: { startedAt: made } } : { waiting };
    return {
        deployments: [
            object("web", "web", {
                metadata: {
                    annotations: { ...helm, ...revision },
                    labels: { "helm.sh/chart": "web-1.2.3" },
                    generation: 1,
                },
                spec: { replicas: 1 },
                status: { observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas: count },
            }),
        ],
        replicaSets: [
            object("web-1", "web", {
                metadata: { annotations: revision, ownerReferences: controller("Deployment", "web") },
            }),
        ],
        pods: [
            object("web-1-a", "web", {
                metadata: { labels: { app: "web" }, ownerReferences: controller("ReplicaSet", "web-1") },
                spec: { nodeName: "dev-server", containers: [{ name: "main" }] },
                status: {
                    phase: isReady ? "Running" : "Pending",
                    podIP: "10.42.0.9",
                    conditions: [{ type: "Ready", status: isReady ? "True" : "False" }],
                    containerStatuses: [{ name: "main", image: "web:1", ready: isReady, restartCount: 0, state }],
                },
            }),
        ],
        services: [
            object("web", "web", {
                metadata: { annotations: helm },
                spec: { clusterIP: "10.43.0.7", selector: { app: "web" }, ports: [{ port: 80 }] },
            }),
        ],
        releases: [
            object("sh.helm.release.v1.web.v1", "web", {
                metadata: { labels: { name: "web", version: "1", status: "superseded" } },
            }),
            object("sh.helm.release.v1.web.v2", "web", {
                metadata: { labels: { name: "web", version: "2", status: "deployed" } },
            }),
        ],
    };
}

export function facts(more: Partial<ClusterFacts> = {}): ClusterFacts {
    return {
        path,
        docker: { containers: [container("server", "server", { node: "dev-server" })] },
        kubernetes: { server: "https://127.0.0.1:26000", version: "v1.34.4+k3s1", objects: objects() },
        forwarded: [],
        ...more,
    };
}

export function resourcesOf(given: ClusterFacts): Map<string, Resource> {
    const all = clusterResources(given, new LiveView());
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    return new Map(all.map((resource) => [resource.id.replace(`${path}/`, ""), resource]));
}
