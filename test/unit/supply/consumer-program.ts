/** A program with each component, each function and each type that the package exports. */
export const consumerProgram = `
import * as docker from "@pulumi/docker";
import * as kubernetes from "@pulumi/kubernetes";
import type { ResourceValidationPolicy } from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import * as k3s from "pulumi-k3s";
import { policies } from "pulumi-k3s/policy";
import * as provider from "pulumi-k3s/provider";

const node: k3s.NodeArgs = {
    labels: { pool: "web" },
    taints: ["dedicated=web:NoSchedule"],
    volumes: [{ source: "/srv", target: "/srv", readOnly: true } satisfies k3s.NodeVolume],
    ports: [{ containerPort: 80, hostPort: 8080 } satisfies k3s.NodePort],
};
const mirror: k3s.RegistryMirror = { endpoints: ["https://mirror.example.com"] };
const config: k3s.RegistryConfig = { username: "dev", password: pulumi.secret("secret") };
const registries: k3s.RegistriesArgs = { mirrors: { "docker.io": mirror }, configs: { "mirror.example.com": config } };
const registry: k3s.RegistryArgs = { port: 5000 };
const kubeconfig: k3s.KubeconfigArgs = { merge: true };
const hostAliases: k3s.HostAlias[] = [{ ip: "192.168.1.20", hostnames: ["db.example.com"] }];
const renamed: k3s.TransformFunction<docker.ContainerArgs> = (args) => ({ ...args, hostname: "named" });
const named: k3s.Transform<docker.ContainerArgs> = renamed;
const transform: k3s.ClusterTransforms = { server: named, volume: (args) => ({ ...args, labels: [] }) };
const args: k3s.ClusterArgs = { agents: 2, server: node, agent: node, registries, registry, kubeconfig, hostAliases, transform };

export const cluster = new k3s.Cluster("dev", args, { protect: true });
export const parts: k3s.ClusterDocker | undefined = cluster.docker;
export const caches = Object.values(parts?.caches ?? {}).map((cache) => cache.name);
export const addresses: pulumi.Output<string>[] = [cluster.apiUrl, cluster.kubeconfig, cluster.kubeconfigPath];
export const network: pulumi.Output<string | undefined> = cluster.networkName;
export const images: pulumi.Output<string> | undefined = cluster.registry;
export const namespace = new kubernetes.core.v1.Namespace("shop", {}, { provider: cluster.provider });

const handle: k3s.ClusterGetArgs = { handle: cluster.handle, timeoutSeconds: 60 };
export const shared: k3s.AnyCluster = k3s.Cluster.get("shared", handle);

const production: k3s.ProductionArgs = { context: "live", kubeconfig: pulumi.secret("{}") };
export const live = new k3s.Cluster("live", { production });

const pool: k3s.AgentPoolArgs = { cluster, count: 1, ...node };
export const agents = new k3s.AgentPool("gpu", pool);
export const nodes: pulumi.Output<string[]> = agents.nodeNames;
export const containers = agents.containers.map((container) => container.id);

const chart: k3s.HelmReleaseArgs = { cluster, chart: "./chart", values: { replicas: 2 }, set: ["image.tag=dev"] };
export const release = new k3s.HelmRelease("podinfo", chart, { dependsOn: [agents] });

const object: k3s.KubernetesObject = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "app" }, data: {} };
const metadata: k3s.KubernetesMetadataArgs = { name: pulumi.output("later"), labels: { app: agents.nodeNames[0] } };
const later: k3s.KubernetesObjectArgs = { apiVersion: "v1", kind: "ConfigMap", metadata };
const objects: k3s.ManifestArgs = { cluster: shared, objects: [object, later], transform: (each) => ({ ...each }) };
export const manifest = new k3s.Manifest("app", objects);

const service: k3s.ServiceEndpointArgs = { cluster, service: "podinfo", port: "http", via: "api" };
export const endpoint = new k3s.ServiceEndpoint("web", service, { dependsOn: release });
export const url: pulumi.Output<string> = endpoint.url;
export const relay: docker.Container | undefined = endpoint.relay;

export const references: k3s.Reference[] = [cluster, endpoint];
export const variables = k3s.environment(cluster, endpoint);
export const container = new docker.Container("api", k3s.withReferences({ image: "api:dev" }, ...references));

export function problemsOf(error: unknown) {
    return error instanceof k3s.ArgumentError ? error.problems : [];
}
export const problem: k3s.Problem | undefined = problemsOf(undefined)[0];
export const rules: ResourceValidationPolicy[] = policies;
export const { create, diff, update, read, remove } = provider;
`;
