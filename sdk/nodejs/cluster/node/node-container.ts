import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { nodeDataPath } from "../../../../shared/node-files";
import { clusterIdLabel, ownerLabel, roleLabel } from "../../../../shared/labels";
import { isDeferred, joinedLists, mappedEntries, mappedList, mebibytes, whenKnown } from "../../validation";
import { entrypointPath } from "./entrypoint";
import { type NodeDns } from "../dns/node-dns";
import { entrypointOf, nodeTexts } from "./node-texts";
import { type HostAlias, type NodeArgs, type NodeVolume } from "../arguments/node-args";
import { type Variables, withProxy } from "../proxy/proxy-variables";

/** The settings of the container of a server or an agent. */
export interface NodeContainerSettings {
    role: "server" | "agent";
    containerName: pulumi.Input<string>;
    nodeName: string;
    image: pulumi.Input<string>;
    networkName: pulumi.Input<string>;
    /** Names on the Docker network in addition to the node's own. */
    aliases: string[];
    owner: pulumi.Input<string>;
    command: pulumi.Input<pulumi.Input<string>[]>;
    hostAliases: pulumi.Input<pulumi.Input<HostAlias>[]>;
    dns: NodeDns;
    files: pulumi.Input<pulumi.Input<NodeFile>[]>;
    /** The variables of the cluster's proxies; empty without a proxy. */
    proxy: pulumi.Input<Variables>;
    /** The user's settings of the node. */
    node: NodeArgs;
    ports: docker.types.input.ContainerPort[];
    /** The volume with the node's data. Undefined if the data is in the container. */
    data: pulumi.Input<string> | undefined;
}

/** A file of a node, which only root can read unless `permissions` says otherwise. */
export interface NodeFile {
    path: string;
    content: pulumi.Input<string>;
    permissions?: string;
}

/** The settings of a node that are known after the cluster's identity. */
export interface NodeSecrets {
    clusterId: pulumi.Input<string>;
    files: NodeFile[];
}

/** Returns the settings of a node's container that do not depend on the cluster's identity. */
export function nodeContainerArgs(container: NodeContainerSettings): docker.ContainerArgs {
    const { node, data, dns } = container;
    const environment = withProxy(node.environment ?? {}, container.proxy, container.nodeName);
    return {
        name: container.containerName,
        hostname: container.nodeName,
        image: container.image,
        entrypoints: ["/bin/sh", entrypointPath],
        command: container.command,
        envs: joinedLists(
            mappedEntries(environment, (name, value) => `${name}=${value}`),
            dns.variables,
        ),
        privileged: true,
        init: true,
        // A privileged container cannot run under the daemon's user namespace remapping.
        usernsMode: "host",
        cgroupnsMode: "private",
        restart: "unless-stopped",
        // With mustRun, a stopped node would be planned as a replacement. The readiness check starts stopped nodes
        // instead.
        mustRun: false,
        destroyGraceSeconds: 30,
        tmpfs: { "/run": "", "/var/run": "" },
        networkMode: "bridge",
        networksAdvanced: [{ name: container.networkName, aliases: [...container.aliases, container.nodeName] }],
        hosts: joinedLists([{ host: "host.docker.internal", ip: "host-gateway" }], aliases(container.hostAliases)),
        ports: container.ports,
        volumes: joinedLists<docker.types.input.ContainerVolume>(
            data === undefined ? [] : [{ containerPath: nodeDataPath, volumeName: data }],
            mappedList(node.volumes ?? [], mounted),
        ),
        ...(dns.resolvers && { dns: dns.resolvers }),
        ...limits(node),
        uploads: joinedLists<docker.types.input.ContainerUpload>(
            [{ file: entrypointPath, content: newestEntrypoint(), permissions: "0755" }],
            uploadsOf(container.files),
        ),
        labels: [
            { label: ownerLabel, value: container.owner },
            { label: roleLabel, value: container.role },
        ],
    };
}

function aliases(
    list: pulumi.Input<pulumi.Input<HostAlias>[]>,
): pulumi.Input<pulumi.Input<docker.types.input.ContainerHost>[]> {
    return whenKnown(list, (known) =>
        (known as pulumi.Unwrap<HostAlias>[]).flatMap(({ ip, hostnames }) => hostnames.map((host) => ({ host, ip }))),
    );
}

/**
 * Maps the files one by one if possible: the content of a file may be a secret, which must not make the whole list
 * secret.
 */
function uploadsOf(
    files: pulumi.Input<pulumi.Input<NodeFile>[]>,
): pulumi.Input<pulumi.Input<docker.types.input.ContainerUpload>[]> {
    if (Array.isArray(files)) return (files as NodeFile[]).map(upload);
    return whenKnown(files, (known) => (known as pulumi.Unwrap<NodeFile>[]).map(upload));
}

function mounted({ source, target, readOnly = false }: pulumi.Unwrap<NodeVolume>): docker.types.input.ContainerVolume {
    const from = source.startsWith("/") ? { hostPath: source } : { volumeName: source };
    return { ...from, containerPath: target, readOnly };
}

/**
 * Returns the container's limits. The memory limit includes swap: otherwise Docker would allow twice as much, and
 * report it as a difference.
 */
function limits({ memory, cpus }: NodeArgs): Pick<docker.ContainerArgs, "memory" | "memorySwap" | "cpus"> {
    const megabytes = memory === undefined ? undefined : (whenKnown(memory, mebibytes) as pulumi.Input<number>);
    return {
        ...(megabytes === undefined ? {} : { memory: megabytes, memorySwap: megabytes }),
        ...(cpus === undefined ? {} : { cpus: whenKnown(cpus, String) }),
    };
}

function newestEntrypoint(): string {
    return entrypointOf(nodeTexts.newest);
}

/** Replaces the newest entrypoint by another version. An entrypoint that a transform set stays. */
export function withEntrypoint(args: docker.ContainerArgs, content: pulumi.Input<string>): docker.ContainerArgs {
    const pinned = (upload: docker.types.input.ContainerUpload) =>
        upload.file === entrypointPath && upload.content === newestEntrypoint() ? { ...upload, content } : upload;
    const uploads = listOr(args.uploads);
    // One by one: the content of a file may be a secret, which must not make the whole list secret.
    if (Array.isArray(uploads))
        return { ...args, uploads: (uploads as docker.types.input.ContainerUpload[]).map(pinned) };
    return { ...args, uploads: pulumi.output(uploads).apply((known) => known.map(pinned)) };
}

/**
 * Adds the settings that depend on the cluster's identity. The files have the mode 0600 and are outside of the tmpfs.
 */
export function withSecrets(args: docker.ContainerArgs, { clusterId, files }: NodeSecrets): docker.ContainerArgs {
    return {
        ...args,
        uploads: joinedLists(listOr(args.uploads), files.map(upload)),
        labels: joinedLists(listOr(args.labels), [{ label: clusterIdLabel, value: clusterId }]),
    };
}

/** Returns the list, or an empty one if a transform removed it. */
function listOr<T>(list: pulumi.Input<pulumi.Input<T>[] | undefined> | undefined): pulumi.Input<pulumi.Input<T>[]> {
    if (isDeferred(list)) return pulumi.output(list).apply((known) => (known ?? []) as T[]);
    return (list as pulumi.Input<T>[] | undefined) ?? [];
}

/** Returns a file as an upload to a container. */
export function upload({ path, content, permissions = "0600" }: NodeFile): docker.types.input.ContainerUpload {
    return { file: path, content, permissions };
}

/** Fields whose change does not replace the container: Docker updates them, or only the provider uses them. */
const kept = new Set([
    "restart",
    "maxRetryCount",
    "cpuShares",
    "cpuSet",
    "memory",
    "memoryReservation",
    "memorySwap",
    "wait",
    "waitTimeout",
    "attach",
    "logs",
    "mustRun",
    "start",
    "removeVolumes",
    "destroyGraceSeconds",
]);

/** Returns the fields whose change replaces the container. */
export function replacingFields(args: docker.ContainerArgs): Record<string, unknown> {
    return Object.fromEntries(Object.entries(args).filter(([field]) => !kept.has(field)));
}
