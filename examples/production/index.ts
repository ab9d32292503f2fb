import * as pulumi from "@pulumi/pulumi";
import * as k3s from "pulumi-k3s";

const kubeconfig = new pulumi.Config().getSecret("kubeconfig");

// Made in Docker, or, where k3s:target is production, the one that the kubeconfig leads to.
const cluster = new k3s.Cluster("shop", {
    agents: 1,
    images: ["pulumi-k3s-quickstart/web:1"],
    production: kubeconfig && { kubeconfig },
});

const { namespace } = new k3s.Manifest("web", { cluster, namespace: "shop", path: "./web" });

// A relay on this machine, or the address of the Service's load balancer.
const endpoint = new k3s.ServiceEndpoint("web-endpoint", { cluster, namespace, service: "web", port: "http" });

export const url = endpoint.url;
export const apiUrl = cluster.apiUrl;
