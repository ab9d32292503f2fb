import * as pulumi from "@pulumi/pulumi";
import type * as docker from "@pulumi/docker";
import type * as kubernetes from "@pulumi/kubernetes";
import { hostPort } from "../cluster/host-ports";
import { type ClusterTransforms } from "../cluster/cluster-args";
import { type NodeFile } from "../cluster/node-container";
import { type Server } from "../cluster/server";
import { ownValue } from "../validation";
import { configValue, configValues } from "./config-values";
import { nodeFiles } from "./node-files";
import { type Cache, cachesOf } from "./pull-through";
import { type RegistriesArgs, type RegistryArgs } from "./registries-args";
import { addressOf, registryAddress, registryAlias, registryConfig } from "./registry-container";
import { announceRegistry } from "./registry-hosting";
import { registryContainerName, RegistryNode, type RegistryPlace } from "./registry-node";

const defaultImage = "registry:3";

/** A cluster's registry and caches, and what its nodes are told of these and others. */
export class Registries {
    /** For K3s in every node. */
    readonly files: NodeFile[];
    /** Names on the cluster's network that are taken. */
    readonly aliases: string[];
    private readonly cacheNodes: { registry: string; node: RegistryNode }[];
    private readonly registry?: { node: RegistryNode; address: pulumi.Output<string> };

    /** @param image the value of the configuration `k3s:registryImage`. */
    constructor(
        private readonly place: RegistryPlace,
        args: { registries?: RegistriesArgs; registry?: boolean | RegistryArgs },
        private readonly transforms: ClusterTransforms,
        private readonly image = defaultImage,
    ) {
        const { mirrors = {}, configs = {} } = args.registries ?? {};
        const caches = cachesOf(args.registries ?? {});
        this.cacheNodes = caches.map((cache) => ({ registry: cache.registry, node: this.cache(cache) }));
        this.registry = args.registry ? this.makeRegistry(args.registry === true ? {} : args.registry) : undefined;
        this.aliases = [...caches.map(({ role }) => role), ...(this.registry ? [registryAlias] : [])];
        const cached = caches.map(({ registry, role }) => {
            const { endpoints = [], ...mirror } = ownValue(mirrors, registry) ?? {};
            return { [registry]: { ...mirror, endpoints: [addressOf(role), ...endpoints] } };
        });
        const given = Object.keys(mirrors).length > 0 ? [mirrors] : [];
        const own = this.registry ? [this.registry.address.apply(ownMirrors)] : [];
        this.files = nodeFiles(place.cluster, configs, [...given, ...cached, ...own]);
    }

    /** Nodes come after them: then what K3s itself pulls comes through them. */
    get caches(): docker.Container[] {
        return this.cacheNodes.map(({ node }) => node.container);
    }

    get containers(): { registry?: docker.Container; caches: Record<string, docker.Container> } {
        const caches = Object.fromEntries(this.cacheNodes.map(({ registry, node }) => [registry, node.container]));
        return { ...(this.registry ? { registry: this.registry.node.container } : {}), caches };
    }

    /** Proves that nodes reach all of them; the registry's name for this machine and for pods, once it answers. */
    ready(
        { container, containerName }: Server,
        provider: kubernetes.Provider,
        identity: pulumi.Resource | undefined,
    ): pulumi.Output<string> | undefined {
        for (const { node } of this.cacheNodes) node.proof(container, containerName);
        if (!this.registry) return undefined;
        const { node, address } = this.registry;
        const { urn } = node.proof(container, containerName);
        announceRegistry(this.place.cluster, address, provider, { ...this.place.child, deletedWith: identity });
        // Not an output of the proof: that is updated, and an update makes outputs unknown in the preview.
        return pulumi.all([address, urn]).apply(([known]) => known);
    }

    private makeRegistry({ port, image = this.image, volume = true }: RegistryArgs) {
        const { cluster, host, dockerHost, child } = this.place;
        const container = registryContainerName(host, registryAlias);
        const publisher = { container, address: host.publishedAddress, dockerHost };
        const published = hostPort(`${cluster}-${registryAlias}-port`, port, "TCP", publisher, child);
        const settings = { role: "registry", alias: registryAlias, config: registryConfig() } as const;
        const node = new RegistryNode(this.place, { ...settings, hostPort: published, image, volume }, this.transforms);
        return { node, address: pulumi.interpolate`localhost:${published}` };
    }

    private cache({ role, remoteUrl, config, configHost }: Cache): RegistryNode {
        const { cluster } = this.place;
        const upstream = configValues(cluster, configHost, config).apply(({ username, password }) =>
            registryConfig({ remoteUrl, username, password }),
        );
        const ca = config.ca && configValue(cluster, configHost, "ca", config.ca);
        const settings = { role: "cache", alias: role, config: upstream } as const;
        const files = ca ? [{ path: trustedPath, content: ca }] : [];
        return new RegistryNode(this.place, { ...settings, files, image: this.image, volume: true }, this.transforms);
    }
}

/** A program in Go trusts every file in that folder, beside those that are there. */
const trustedPath = "/etc/ssl/certs/pulumi-k3s-upstream.pem";

/** Under both of its names the registry is where nodes reach it. */
function ownMirrors(address: string) {
    const mirror = { endpoints: [addressOf(registryAlias)] };
    return { [address]: mirror, [registryAddress]: mirror };
}
