import * as k3s from "pulumi-k3s";

// A server and an agent in Docker, given an image that was built on this machine.
const cluster = new k3s.Cluster("dev", { agents: 1, images: ["pulumi-k3s-quickstart/web:1"] });

const message = new k3s.Manifest("message", { cluster, namespace: "shop", path: "./manifests" });

// An output of a component is known when the component is ready, so what uses it comes after.
const web = new k3s.HelmRelease("web", {
    cluster,
    chart: "./chart",
    namespace: message.namespace,
    values: { replicas: 2, greeting: "Hello" },
});

const endpoint = new k3s.ServiceEndpoint("web-endpoint", {
    cluster,
    namespace: web.namespace,
    service: "web",
    port: "http",
});

export const url = endpoint.url; // the same on every `pulumi up`, and alive after it returns
export const kubeconfigPath = cluster.kubeconfigPath;
