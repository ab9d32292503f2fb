import * as kubernetes from "@pulumi/kubernetes";
import * as k3s from "pulumi-k3s";

const cluster = new k3s.Cluster("dev", { images: ["pulumi-k3s-operator/operator:1", "pulumi-k3s-operator/redis:7"] });

const crds = new k3s.Manifest("crds", { cluster, path: "./crds" });

// The operator needs the definitions, and no output says so; the same holds for the database and its operator.
const operator = new k3s.HelmRelease(
    "redis-operator",
    { cluster, chart: "./chart", namespace: "redis-operator" },
    { dependsOn: crds },
);

// A Redis object, ready when its operator has set its condition Ready.
const database = new k3s.Manifest(
    "database",
    { cluster, namespace: "shop", path: "./database/dev" },
    { dependsOn: operator },
);

const endpoint = new k3s.ServiceEndpoint("sessions", {
    cluster,
    namespace: database.namespace,
    service: "sessions",
    port: "redis",
    scheme: "redis",
});

// The operator's Secret has the name of the Redis object, and so its id.
const login = kubernetes.core.v1.Secret.get(
    "sessions-login",
    database.objects.apply((ids) => ids["Redis.cache.example.com/shop/sessions"] ?? ""),
    { provider: cluster.provider },
);

export const url = endpoint.url;
export const password = login.data.apply(({ password }) => Buffer.from(password ?? "", "base64").toString());
