import * as pulumi from "@pulumi/pulumi";
import * as k3s from "pulumi-k3s";

// Each node keeps its data in a volume of the stack: containers can go, claims and images stay.
const cluster = new k3s.Cluster("dev", {
    dataVolume: true,
    images: ["pulumi-k3s-quickstart/web:1", "pulumi-k3s-operator/redis:7"],
});

const front = new k3s.AgentPool("front", { cluster, count: 2, labels: { tier: "front" } });

// Only what tolerates the taint comes here.
const storage = new k3s.AgentPool("storage", {
    cluster,
    labels: { tier: "storage" },
    taints: ["dedicated=storage:NoSchedule"],
    memory: "1Gi",
});

// The pods need the nodes, and no output says so.
const { namespace } = new k3s.Manifest("shop", { cluster, path: "./k8s" }, { dependsOn: [front, storage] });

const web = new k3s.ServiceEndpoint("web", { cluster, namespace, service: "web", port: "http" });
const store = new k3s.ServiceEndpoint("store", {
    cluster,
    namespace,
    service: "store",
    port: "redis",
    scheme: "redis",
});

export const webUrl = web.url;
export const storeUrl = store.url;
export const nodes = pulumi.all([front.nodeNames, storage.nodeNames]).apply((pools) => ["dev-server", ...pools.flat()]);
