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
const dns: k3s.DnsArgs = { domains: { "corp.example": ["10.8.0.2"] } };
const proxySource: k3s.ProxySource = "environment";
const proxy: k3s.ProxyArgs | k3s.ProxySource = proxySource === "environment" ? { https: "http://proxy.example:3128" } : proxySource;
const renamed: k3s.TransformFunction<docker.ContainerArgs> = (args) => ({ ...args, hostname: "named" });
const named: k3s.Transform<docker.ContainerArgs> = renamed;
const transform: k3s.ClusterTransforms = { server: named, volume: (args) => ({ ...args, labels: [] }) };
const args: k3s.ClusterArgs = { agents: 2, server: node, agent: node, registries, registry, kubeconfig, hostAliases, dns, trust: "host", proxy, transform };

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

const desk: k3s.HostServiceArgs = { cluster, hostPort: 3000, port: 80, namespace: "shop" };
export const host: pulumi.Output<string> = new k3s.HostService("desk", desk).host;

export const references: k3s.Reference[] = [cluster, endpoint];
export const variables = k3s.environment(cluster, endpoint);
export const container = new docker.Container("api", k3s.withReferences({ image: "api:dev" }, ...references));

/** What a program has of its configuration, or has not. */
const settings = new pulumi.Config();
const [word, number, flag] = [settings.get("word"), settings.getNumber("number"), settings.getBoolean("flag")];
const words = settings.getObject<string[]>("words");
export const configured = new k3s.Cluster("configured", {
    version: word,
    agents: number,
    dataVolume: flag,
    images: words,
    server: { extraArgs: words, memory: word },
    kubeconfig: { merge: word, switchContext: flag },
    registry: flag ? { port: number } : undefined,
    production: word ? { kubeconfig: settings.getSecret("kubeconfig"), context: word } : undefined,
    transform: { server: flag ? renamed : undefined },
});
export const maybe = {
    pool: new k3s.AgentPool("maybe", { cluster: configured, count: number, environment: undefined }),
    release: new k3s.HelmRelease("maybe", { cluster: configured, chart: "web", version: word, namespace: word, values: undefined }),
    manifest: new k3s.Manifest("maybe", { cluster: configured, path: word, namespace: word }),
    endpoint: new k3s.ServiceEndpoint("maybe", { cluster: configured, service: "web", port: 80, hostPort: number, scheme: word }),
    host: new k3s.HostService("maybe", { cluster: configured, hostPort: 3000, port: number, namespace: word }),
};

/** The optional fields of a type that an undefined cannot be given to; none has to be left. */
type Optional<Type> = { [Key in keyof Type]-?: {} extends Pick<Type, Key> ? Key : never }[keyof Type];
type Closed<Type> = { [Key in Optional<Type>]: { [its in Key]: undefined } extends Pick<Type, Key> ? never : Key }[Optional<Type>];
type Open<Type> = [Closed<Type>] extends [never] ? true : Closed<Type>;
export const open: {
    pool: Open<k3s.AgentPoolArgs>;
    cluster: Open<k3s.ClusterArgs>;
    get: Open<k3s.ClusterGetArgs>;
    transforms: Open<k3s.ClusterTransforms>;
    release: Open<k3s.HelmReleaseArgs>;
    kubeconfig: Open<k3s.KubeconfigArgs>;
    alias: Open<k3s.HostAlias>;
    metadata: Open<k3s.KubernetesMetadataArgs>;
    manifest: Open<k3s.ManifestArgs>;
    node: Open<k3s.NodeArgs>;
    port: Open<k3s.NodePort>;
    volume: Open<k3s.NodeVolume>;
    production: Open<k3s.ProductionArgs>;
    registries: Open<k3s.RegistriesArgs>;
    registry: Open<k3s.RegistryArgs>;
    config: Open<k3s.RegistryConfig>;
    mirror: Open<k3s.RegistryMirror>;
    endpoint: Open<k3s.ServiceEndpointArgs>;
    host: Open<k3s.HostServiceArgs>;
} = {
    ...{ pool: true, cluster: true, get: true, transforms: true, release: true, kubeconfig: true, alias: true },
    ...{ metadata: true, manifest: true, node: true, port: true, volume: true, production: true, registries: true },
    ...{ registry: true, config: true, mirror: true, endpoint: true, host: true },
};

export function problemsOf(error: unknown) {
    return error instanceof k3s.ArgumentError ? error.problems : [];
}
export const problem: k3s.Problem | undefined = problemsOf(undefined)[0];
export const rules: ResourceValidationPolicy[] = policies;
export const { create, diff, update, read, remove } = provider;
`;
