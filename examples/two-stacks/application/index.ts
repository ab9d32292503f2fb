import * as pulumi from "@pulumi/pulumi";
import * as k3s from "pulumi-k3s";

// The stack that made the cluster: organization/project/stack.
const source = new pulumi.Config().get("platform") ?? "organization/two-stacks-platform/dev";
const platform = new pulumi.StackReference(source);

const cluster = k3s.Cluster.get("dev", { handle: platform.requireOutput("cluster") });

const web = new k3s.Manifest("web", { cluster, namespace: "shop", path: "./k8s" });

const endpoint = new k3s.ServiceEndpoint("web-endpoint", {
    cluster,
    namespace: web.namespace,
    service: "web",
    port: "http",
});

export const url = endpoint.url;
