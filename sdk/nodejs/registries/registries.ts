import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { type ClusterCore } from "../cluster/cluster-core";
import { type ClusterSettings } from "../cluster/arguments/cluster-settings";
import { type DockerHost } from "../cluster/local/docker-host";
import { hostPort } from "../cluster/node/host-ports";
import { type NodeFile } from "../cluster/node/node-container";
import { type Variables } from "../cluster/proxy/proxy-variables";
import { afterResource } from "../references/after-resource";
import { ownValue, whenKnown } from "../validation";
import { nodeFiles } from "./configuration-files";
import { type Cache, cachesOf } from "./pull-through";
import { type RegistryArgs } from "./registries-args";
import { addressOf, registryAddress, registryAlias, registryConfig } from "./registry-container";
import { announceRegistry } from "./registry-hosting";
import { createRegistryNode, registryContainerName, type RegistryNode, registryReady } from "./registry-node";
import { secretConfigs } from "./secret-configs";

/** The registry and the caches of a cluster, and the nodes' configuration of these and other registries. */
export interface Registries {
    /** The configuration files for K3s in every node. */
    files: NodeFile[];
    /** The names of registry and caches on the cluster's network. */
    aliases: string[];
    /** Caches that the nodes depend on, so that K3s's own images are pulled through them. */
    caches: docker.Container[];
    containers: { registry?: docker.Container; caches: Record<string, docker.Container> };
    nodes: RegistryNode[];
    host: DockerHost;
    registry?: { node: RegistryNode; address: pulumi.Output<string> };
}

/** The settings with which caches reach registries outside of the cluster. */
interface WayOutside {
    /** The variables of the cluster's proxies. */
    proxy: Variables;
    /** The CAs that are trusted in addition to those of the image. */
    trusted: NodeFile[];
}

/** Creates a registry or a cache of a cluster. */
type Maker = (settings: Parameters<typeof createRegistryNode>[1]) => RegistryNode;

export function createRegistries(
    cluster: string,
    settings: ClusterSettings,
    host: DockerHost,
    outside: WayOutside,
    child: pulumi.CustomResourceOptions,
): Registries {
    const { mirrors = {} } = settings.registries;
    const configs = secretConfigs(settings.registries.configs ?? {});
    const make: Maker = (one) => createRegistryNode(cluster, one, settings, host, child);
    const caches = cachesOf({ ...settings.registries, configs });
    const cacheNodes = caches.map((cache) => ({
        cache,
        node: createCache(cache, settings.registryImage, outside, make),
    }));
    const registry = settings.registry && createRegistry(cluster, settings.registry, settings, host, child, make);
    const cached = caches.map(({ registry: name, role }) => {
        const { endpoints = [], ...mirror } = ownValue(mirrors, name) ?? {};
        return whenKnown(endpoints, (others) => ({
            [name]: { ...mirror, endpoints: [addressOf(role), ...(others as string[])] },
        }));
    });
    const given = Object.keys(mirrors).length > 0 ? [mirrors] : [];
    const own = registry ? [registry.address.apply(ownMirrors)] : [];
    return {
        files: nodeFiles(configs, [...given, ...cached, ...own]),
        aliases: registryAliases(settings),
        caches: cacheNodes.map(({ node }) => node.container),
        containers: {
            ...(registry ? { registry: registry.node.container } : {}),
            caches: Object.fromEntries(cacheNodes.map(({ cache, node }) => [cache.registry, node.container])),
        },
        nodes: cacheNodes.map(({ node }) => node),
        host,
        registry,
    };
}

/** Returns the names of the registry and the caches on the cluster's network. */
export function registryAliases({ registries, registry }: Pick<ClusterSettings, "registries" | "registry">): string[] {
    return [...cachesOf(registries).map(({ role }) => role), ...(registry ? [registryAlias] : [])];
}

/**
 * Creates the readiness checks of the registry and the caches: nodes reach all of them. Returns the registry's address
 * on this machine and in pods, known when the registry answers.
 */
export function registriesReady(
    cluster: string,
    { nodes, registry, host }: Registries,
    server: { container: docker.Container; containerName: pulumi.Output<string> },
    core: ClusterCore,
    child: pulumi.CustomResourceOptions,
): pulumi.Output<string> | undefined {
    const prove = (node: RegistryNode) => registryReady(cluster, node, server, core, host, child);
    nodes.forEach(prove);
    if (!registry) return undefined;
    const ready = prove(registry.node);
    announceRegistry(cluster, registry.address, core.provider, { ...child, deletedWith: core.identity });
    return afterResource(registry.address, ready);
}

function createRegistry(
    cluster: string,
    { port, image, volume = true }: RegistryArgs,
    { registryImage, dockerHost }: ClusterSettings,
    host: DockerHost,
    child: pulumi.CustomResourceOptions,
    make: Maker,
) {
    const container = registryContainerName(host, registryAlias);
    const publisher = { container, address: host.data.publishedAddress, dockerHost };
    const published = hostPort(`${cluster}-${registryAlias}-port`, port, "TCP", publisher, child);
    const node = make({
        role: "registry",
        alias: registryAlias,
        config: registryConfig(),
        hostPort: published,
        image: image ?? registryImage,
        volume,
    });
    return { node, address: pulumi.interpolate`localhost:${published}` };
}

function createCache(
    { role, remoteUrl, config }: Cache,
    image: string,
    { proxy, trusted }: WayOutside,
    make: Maker,
): RegistryNode {
    const upstream = pulumi
        .output({ username: config.username, password: config.password })
        .apply((login) => registryConfig({ remoteUrl, ...login }));
    const own = config.ca === undefined ? [] : [{ path: trustedPath, content: config.ca }];
    const files = [...own, ...trusted];
    return make({ role: "cache", alias: role, config: upstream, files, environment: proxy, image, volume: true });
}

/** A program in Go trusts the certificates in every file of that folder. */
const trustedPath = "/etc/ssl/certs/pulumi-k3s-upstream.pem";

/** Returns mirrors that direct both of the registry's names to the address at which nodes reach it. */
function ownMirrors(address: string) {
    const mirror = { endpoints: [addressOf(registryAlias)] };
    return { [address]: mirror, [registryAddress]: mirror };
}
