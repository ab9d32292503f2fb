import { type DashboardLine, type Details, type Snapshot, type UsageEvent } from "../../../provider/dashboard/protocol";
import { type Resource } from "../../../provider/model/resource";

export const cluster = "shop/dev/dev";
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

export function resource(kind: Resource["kind"], name: string, more: Partial<Resource> = {}): Resource {
    const { namespace, objectKind } = more;
    const id =
        kind === "cluster"
            ? name
            : [
                  more.cluster ?? cluster,
                  (objectKind ?? kind).toLowerCase(),
                  ...(namespace ? [namespace] : []),
                  name,
              ].join("/");
    return {
        ...{ id, kind, name, cluster: kind === "cluster" ? name : cluster, addresses: [] },
        ...{ state: "ready", health: "healthy", since: minutesAgo(42) },
        ...(kind !== "cluster" && { parent: cluster }),
        ...more,
    };
}

const id = (...parts: string[]) => [cluster, ...parts].join("/");

interface App {
    name: string;
    namespace: string;
    parent: string;
    pods: [name: string, node: string, more?: Partial<Resource>][];
    workload?: Partial<Resource>;
    service?: Partial<Resource>;
    port?: number;
    objectKind?: string;
}

/** Returns a workload with its pods, and its Service. */
function app({
    name,
    namespace,
    parent,
    pods,
    workload,
    service,
    port = 80,
    objectKind = "Deployment",
}: App): Resource[] {
    const own = resource("workload", name, { objectKind, namespace, parent, state: "available", ...workload });
    return [
        own,
        ...pods.map(([pod, node, more]) =>
            resource("pod", pod, {
                ...{ objectKind: "Pod", namespace, parent: own.id, containers: ["main"], restarts: 0 },
                addresses: [`10.42.${node.length % 3}.${(pod.length * 7) % 200}`],
                relations: [{ type: "runs-on", id: id("node", node) }],
                ...more,
            }),
        ),
        resource("service", name, {
            ...{ objectKind: "Service", namespace, parent, state: "available", addresses: [`10.43.17.9:${port}`] },
            relations: pods.map(([pod]) => ({ type: "leads-to", id: id("pod", namespace, pod) })),
            ...service,
        }),
    ];
}

const why =
    "Deployment payments: 0 of 1 pods available; pod payments-6f7c9-x2kqp: container main: image " +
    "dev-registry.localhost:5000/payments:1.8.1 cannot be pulled: not found";

/** Returns the resources of a small shop: three nodes, a manifest, and releases, one of which is unhealthy. */
export function shop(): Resource[] {
    const [server, one, two] = ["dev-server", "dev-agent-0", "dev-agent-1"] as const;
    const release = (name: string, version: string, more: Partial<Resource> = {}) =>
        resource("release", name, { namespace: "shop", state: "deployed", version, ...more });
    return [
        resource("cluster", cluster, {
            ...{ addresses: ["https://127.0.0.1:26183"], version: "v1.34.4+k3s1", since: minutesAgo(55) },
        }),
        resource("pool", "agent", { state: "2 of 2 ready", since: undefined }),
        ...[one, two].map((name, place) =>
            resource("node", name, {
                ...{ parent: id("pool", "agent"), addresses: [`172.20.0.${3 + place}`], version: "v1.34.4+k3s1" },
                container: `shop-dev-dev-agent-${place}`,
            }),
        ),
        resource("node", server, {
            ...{ addresses: ["127.0.0.1:26183"], version: "v1.34.4+k3s1", container: "shop-dev-dev-server" },
            since: minutesAgo(55),
        }),
        resource("registry", "registry", {
            ...{
                state: "running",
                addresses: ["127.0.0.1:5000"],
                version: "registry:3",
                container: "shop-dev-dev-registry",
            },
        }),
        release("storefront", "storefront-2.4.0"),
        ...app({
            ...{ name: "storefront", namespace: "shop", parent: id("release", "shop", "storefront") },
            pods: [
                ["storefront-7d5f8c-4mzlq", one],
                ["storefront-7d5f8c-9hxvn", two],
            ],
        }),
        release("payments", "payments-1.8.1", {
            ...{ health: "unhealthy", why, since: minutesAgo(3) },
        }),
        ...app({
            ...{ name: "payments", namespace: "shop", parent: id("release", "shop", "payments"), port: 8080 },
            workload: {
                state: "not available",
                health: "unhealthy",
                why: why.replace("Deployment payments: ", ""),
                since: minutesAgo(3),
            },
            service: { health: "unhealthy", state: "not available", why: "no pod behind it is ready" },
            pods: [
                [
                    "payments-6f7c9-x2kqp",
                    two,
                    {
                        ...{ state: "not ready", health: "unhealthy", since: minutesAgo(3) },
                        why: "container main: image dev-registry.localhost:5000/payments:1.8.1 cannot be pulled: not found",
                    },
                ],
            ],
        }),
        release("search", "search-0.9.3", {
            ...{ health: "progressing", why: "StatefulSet search: 2 of 3 pods ready", since: minutesAgo(1) },
        }),
        ...app({
            ...{ name: "search", namespace: "shop", parent: id("release", "shop", "search"), port: 9200 },
            ...{ objectKind: "StatefulSet" },
            workload: { state: "not available", health: "progressing", why: "2 of 3 pods ready", since: minutesAgo(1) },
            pods: [
                ["search-0", one],
                ["search-1", two],
                [
                    "search-2",
                    server,
                    { state: "not ready", health: "progressing", why: "container main starts", since: minutesAgo(0.4) },
                ],
            ],
        }),
        resource("manifest", "data", { state: "applied" }),
        ...app({
            ...{
                name: "postgres",
                namespace: "data",
                parent: id("manifest", "data"),
                port: 5432,
                objectKind: "StatefulSet",
            },
            pods: [["postgres-0", server, { restarts: 1 }]],
        }),
        resource("object", "postgres-data", {
            ...{
                objectKind: "PersistentVolumeClaim",
                namespace: "data",
                parent: id("manifest", "data"),
                state: "bound",
            },
        }),
        ...app({
            ...{ name: "coredns", namespace: "kube-system", parent: cluster, port: 53 },
            pods: [["coredns-64fd4b4794-tq2mz", server]],
        }),
        ...app({
            ...{ name: "local-path-provisioner", namespace: "kube-system", parent: cluster },
            pods: [["local-path-provisioner-774c6665dc-7k2wd", server]],
        }),
        resource("endpoint", "web", {
            ...{ state: "listening", target: "shop/storefront:http", via: "node", container: "shop-dev-dev-web" },
            addresses: ["127.0.0.1:20373"],
            traffic: { accepted: 1284, bytes: 48_300_000 },
            relations: [{ type: "leads-to", id: id("service", "shop", "storefront") }],
        }),
        resource("endpoint", "payments", {
            ...{ state: "listening", health: "unhealthy", target: "shop/payments:https", via: "node" },
            ...{ why: "no pod of shop/payments:https is ready", container: "shop-dev-dev-payments" },
            addresses: ["127.0.0.1:20374"],
            traffic: { accepted: 12, bytes: 9_400 },
            relations: [{ type: "leads-to", id: id("service", "shop", "payments") }],
        }),
        resource("endpoint", "database", {
            ...{ state: "listening", target: "data/postgres:5432", via: "api", addresses: ["127.0.0.1:15432"] },
            traffic: { accepted: 31, bytes: 2_120_000, connections: 4 },
            relations: [{ type: "leads-to", id: id("service", "data", "postgres") }],
        }),
    ];
}

export const actions: Snapshot["actions"] = {
    release: ["restart"],
    manifest: ["restart"],
    workload: ["restart"],
    pod: ["restart"],
    ...Object.fromEntries(
        ["endpoint", "node", "pool", "registry", "cache"].map((kind) => [kind, ["restart", "stop", "start"]]),
    ),
};

export function snapshotOf(resources: Resource[], stack: Snapshot["stack"] = { problems: [] }): Snapshot {
    return { resources, stack, actions };
}

const values = `replicas: 2
image:
  repository: dev-registry.localhost:5000/payments
  tag: 1.8.1
service:
  port: 8080
database:
  host: postgres.data
  password: "[secret]"
resources:
  requests:
    cpu: 50m
    memory: 64Mi
`;

const deployment = (name: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
  labels:
    app.kubernetes.io/managed-by: Helm
spec:
  replicas: 1
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: main
          image: dev-registry.localhost:5000/${name}:1.8.1
`;

const claim = `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: postgres-data
  namespace: data
spec:
  accessModes:
    - ReadWriteOnce
  resources:
    requests:
      storage: 1Gi
`;

export function detailsOf({ kind, name }: Resource): Partial<Details> {
    const events: Details["events"] = [
        {
            ...{
                time: minutesAgo(0.5),
                type: "Warning",
                reason: "Failed",
                about: "Pod payments-6f7c9-x2kqp",
                count: 4,
            },
            message: 'Failed to pull image "dev-registry.localhost:5000/payments:1.8.1": not found',
        },
        {
            ...{ time: minutesAgo(3), type: "Normal", reason: "Scheduled", about: "Pod payments-6f7c9-x2kqp" },
            message: "Successfully assigned shop/payments-6f7c9-x2kqp to dev-agent-1",
        },
        {
            ...{ time: minutesAgo(3), type: "Normal", reason: "ScalingReplicaSet", about: "Deployment payments" },
            message: "Scaled up replica set payments-6f7c9 from 0 to 1",
        },
    ];
    const conditions: Details["conditions"] = [
        {
            ...{ type: "Available", status: "False", reason: "MinimumReplicasUnavailable", since: minutesAgo(3) },
            message: "Deployment does not have minimum availability.",
        },
        {
            type: "Progressing",
            status: "True",
            message: 'ReplicaSet "payments-6f7c9" is progressing.',
            since: minutesAgo(3),
        },
    ];
    if (kind === "release") {
        return { events: name === "payments" ? events : [], values, facts: [{ label: "Revision", value: "3" }] };
    }
    if (kind === "workload") return { events: name === "payments" ? events : [], conditions, live: deployment(name) };
    if (kind === "manifest") {
        return {
            objects: [
                { kind: "StatefulSet", name: "postgres", namespace: "data", live: deployment("postgres") },
                { kind: "PersistentVolumeClaim", name: "postgres-data", namespace: "data", live: claim },
                { kind: "ConfigMap", name: "postgres-settings", namespace: "data" },
            ],
        };
    }
    return {};
}

const requests = [
    "GET /",
    "GET /products?page=2",
    "GET /products/4711",
    "POST /basket",
    "GET /static/shop.css",
    "GET /health",
];

/** Returns log lines of two pods of the storefront. */
export function logLines(count: number): DashboardLine[] {
    return Array.from({ length: count }, (_, place) => {
        const label = place % 3 === 0 ? "storefront-7d5f8c-9hxvn" : "storefront-7d5f8c-4mzlq";
        const request = requests[(place * 7) % requests.length] ?? "";
        const level = place % 17 === 11 ? "WARN " : "INFO ";
        const told =
            place % 17 === 11
                ? "payments does not answer, the basket is kept"
                : `${request} 200 ${3 + ((place * 13) % 40)}ms`;
        const time = new Date(Date.now() - (count - place) * 700).toISOString();
        return { label, time, text: `${level} ${told}` };
    });
}

/** Returns a measurement of the kubelets at a step. The values rise and fall in a wave. */
export function usageAt(step: number, resources: Resource[]): UsageEvent {
    const usages = resources
        .filter(({ kind, health }) => kind === "node" || (kind === "pod" && health === "healthy"))
        .map(({ id, kind, name, namespace, cluster }, place) => {
            const wave = 1 + 0.5 * Math.sin(step / 3 + place) + 0.25 * Math.sin(step * 1.7 + place * 2);
            const [cpu, memory] = kind === "node" ? [260, 900] : [22 + (place % 4) * 18, 48 + (place % 5) * 21];
            return {
                ...{ id, kind: kind as "node" | "pod", name, cluster, ...(namespace !== undefined && { namespace }) },
                cpuMillicores: Math.round(cpu * wave),
                memoryBytes: Math.round(memory * (1 + 0.02 * wave)) * 1024 ** 2,
            };
        });
    return { usages, time: new Date(Date.now() + step * 3_000).toISOString() };
}
