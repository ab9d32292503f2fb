import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { type NetworkAttachment } from "../../../../shared/docker/network-attachment";
import { agentTokenPath, tokenPath } from "../../../../shared/node-files";
import { lifecycleResource, type LifecycleResource } from "../../../../provider/shims/lifecycle-resource";
import { type ClusterSettings } from "../arguments/cluster-settings";
import { dataKey } from "../node/data-key";
import { type DockerHost } from "./docker-host";
import { hostPort, publishedPorts } from "../node/host-ports";
import { domainFiles } from "../dns/domain-files";
import { nodeDns } from "../dns/node-dns";
import { joinedLists } from "../../validation";
import { nodeName } from "../names";
import { neededOfContainer } from "../needed-arguments";
import { nodeContainerArgs, type NodeFile, withEntrypoint, withSecrets } from "../node/node-container";
import { earlierVersions, entrypointOf, nodeTexts } from "../node/node-texts";
import { type Variables } from "../proxy/proxy-variables";
import { serverCommand } from "./server-command";
import { transformed } from "../transform";

/** The server of a cluster. */
export interface Server {
    container: docker.Container;
    containerName: pulumi.Output<string>;
    /** The network and the names at which agents find the server. */
    place: pulumi.Output<NetworkAttachment>;
    volume: docker.Volume | undefined;
    identity: LifecycleResource<"v1.Identity">;
    /** The version of the package's own files in nodes. */
    nodeVersion: pulumi.Output<string | undefined>;
    port: pulumi.Output<number>;
}

/** The settings and resources that a server depends on. */
interface Before {
    /** The files that configure registries for K3s. */
    files: NodeFile[];
    /** The variables of the cluster's proxies; empty without a proxy. */
    proxy: Variables;
    /** Caches, so that K3s's own images are pulled through them. */
    caches: docker.Container[];
}

/** Creates the server: its port, its data, its identity and its container. */
export function createServer(
    name: string,
    settings: ClusterSettings,
    host: DockerHost,
    { files, proxy, caches }: Before,
    child: pulumi.CustomResourceOptions,
): Server {
    const { dockerHost, keepsData, keptVolume, transforms } = settings;
    const { namePrefix, networkName, owner, publishedAddress, publishedHost } = host.data;
    const node = nodeName(name, "server");
    const containerName = pulumi.interpolate`${namePrefix}-server`;
    const publisher = { container: containerName, address: publishedAddress, dockerHost };
    const port = hostPort(`${name}-api-port`, settings.apiPort, "TCP", publisher, child);
    const stored = { role: "data", keptName: keptVolume, transform: transforms.volume };
    const volume = keepsData ? host.volume(`${name}-data`, stored, child) : undefined;
    const args = nodeContainerArgs({
        role: "server",
        containerName,
        nodeName: node,
        image: host.imageName(settings.image),
        networkName,
        aliases: [name],
        hostAliases: settings.hostAliases,
        owner,
        command: serverCommand(name, node, settings, publishedHost),
        dns: nodeDns(settings.dns),
        files: joinedLists(files, domainFiles(settings.dns)),
        proxy,
        node: settings.server,
        ports: [
            { internal: 6443, external: port, ip: publishedAddress, protocol: "tcp" },
            ...publishedPorts(node, settings.server.ports ?? [], publisher, child),
        ],
        data: volume?.name,
    });
    const adjusted = transformed(`container "${node}"`, args, transforms.server, neededOfContainer);
    const keys = { newest: dataKey(adjusted, volume?.name), earlier: volume ? {} : earlierDataKeys(adjusted) };
    const identity = lifecycleResource(
        "v1.Identity",
        `${name}-identity`,
        {
            dataKey: keys.newest,
            earlierDataKeys: volume ? undefined : pulumi.output(keys.earlier),
            newestNodeFiles: nodeTexts.newest,
            serverContainer: containerName,
            keepsData,
            dockerHost,
        },
        child,
    );
    // If a volume keeps the data, the node may be replaced, so that it gets the newest version.
    const nodeVersion = keepsData
        ? pulumi.output(nodeTexts.newest)
        : versionOf(identity.output("dataKey"), keys.earlier);
    const tokens = [
        { path: tokenPath, content: identity.output("token") },
        { path: agentTokenPath, content: identity.output("agentToken") },
    ];
    const final = withSecrets(withEntrypoint(adjusted, nodeVersion.apply(entrypointOf)), {
        clusterId: identity.output("clusterId"),
        files: keptVolume ? [] : tokens,
    });
    const presence = volume ? [serverPresence(node, containerName, volume, settings, host, child)] : [];
    const options = { ...child, replaceWith: presence };
    const container = host.container(`${name}-server`, { own: args, final }, options, ...caches, ...presence);
    return { container, containerName, place: host.place(name, node), volume, identity, nodeVersion, port };
}

/** Returns the data keys of the server with each earlier version of the node files. */
function earlierDataKeys(args: docker.ContainerArgs): Record<string, pulumi.Output<string>> {
    return Object.fromEntries(
        earlierVersions().map((version) => [version, dataKey(withEntrypoint(args, entrypointOf(version)), undefined)]),
    );
}

/**
 * Returns the version of the node files that an identity's key was created with. It compares keys, because every state
 * has the key. If the version were an output of its own, a preview would not know it for an older state and would show
 * a replacement of every node.
 */
function versionOf(key: pulumi.Output<string>, earlier: Record<string, pulumi.Output<string>>): pulumi.Output<string> {
    const version = pulumi
        .all([key, pulumi.output(earlier)])
        .apply(([its, keys]) => Object.keys(keys).find((one) => keys[one] === its) ?? nodeTexts.newest);
    return pulumi.unsecret(version);
}

/**
 * Creates a resource that replaces the server's container when the container is missing. With data in a volume, the
 * identity does not change then.
 */
function serverPresence(
    node: string,
    container: pulumi.Output<string>,
    volume: docker.Volume,
    { version, keptVolume, image, dockerHost }: ClusterSettings,
    host: DockerHost,
    child: pulumi.CustomResourceOptions,
): pulumi.Resource {
    const inputs = {
        node,
        container,
        owner: host.data.owner,
        dataVersion: version,
        keptVolume,
        image: keptVolume && host.imageName(image),
        volume: volume.name,
        keepsVolume: keptVolume !== undefined,
        dockerHost,
    };
    return lifecycleResource("v1.NodeIdentity", `${node}-node`, inputs, { ...child, dependsOn: host.data.prepared });
}
