import * as k3s from "pulumi-k3s";

// A server and an agent, with an image that the application teams run.
const dev = new k3s.Cluster("dev", { agents: 1, images: ["pulumi-k3s-quickstart/web:1"] });

export const cluster = dev.handle; // a secret: it gives full control of the cluster
export const kubeconfigPath = dev.kubeconfigPath;
