import * as docker from "@pulumi/docker";
import * as k3s from "pulumi-k3s";

const cluster = new k3s.Cluster("dev", { images: ["pulumi-k3s-operator/redis:7"] });

const redis = new k3s.Manifest("redis", { cluster, path: "./redis.yaml" });

const cache = new k3s.ServiceEndpoint("page-cache", {
    cluster,
    namespace: redis.namespace,
    service: "redis",
    port: "redis",
    scheme: "redis",
});

// A container beside the cluster. It gets KUBECONFIG, a file for its user alone, K8S_CLUSTER_NAME and
// services__page-cache__url.
const port = 28080;
new docker.Container(
    "api",
    k3s.withReferences(
        {
            image: "pulumi-k3s-references/api:1",
            user: "65532",
            ports: [{ internal: 8080, external: port, ip: "127.0.0.1" }],
        },
        cluster,
        cache,
    ),
);

export const url = `http://127.0.0.1:${port}`;

// The same for a process on this machine: `npx pulumi-k3s run -- command` has it by itself.
export const environment = k3s.environment(cluster, cache);
