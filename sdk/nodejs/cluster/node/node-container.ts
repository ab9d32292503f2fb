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

/** The settings of a node's container, server or agent. */
export interface NodeContainerSettings {
    role: "server" | "agent";
    containerName: pulumi.Input<string>;
    nodeName: string;
    image: pulumi.Input<string>;
    networkName: pulumi.Input<string>;
    /** Names on the Docker network beside the node's own. */
    aliases: string[];
    owner: pulumi.Input<string>;
    command: pulumi.Input<pulumi.Input<string>[]>;
    hostAliases: pulumi.Input<pulumi.Input<HostAlias>[]>;
    dns: NodeDns;
    files: pulumi.Input<pulumi.Input<NodeFile>[]>;
    /** The variables of the cluster's proxies; none without one. */
    proxy: pulumi.Input<Variables>;
    /** The user's settings of the node. */
    node: NodeArgs;
    ports: docker.types.input.ContainerPort[];
    /** The volume that holds its data; none where that goes with the container. */
    data: pulumi.Input<string> | undefined;
}

/** A file of a node, for root alone unless its permissions say otherwise. */
export interface NodeFile {
    path: string;
    content: pulumi.Input<string>;
    permissions?: string;
}

/** The data that a node gets once its cluster's identity is known. */
export interface NodeSecrets {
    clusterId: pulumi.Input<string>;
    files: NodeFile[];
}

/** The settings of a node's container that do not depend on the cluster's identity. */
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
        // With mustRun a stopped node is planned as a replacement; readiness starts stopped nodes instead.
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

/** The content of a file may be a secret, and the rest of the list is none. */
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

/** Swap counts as memory: Docker would allow twice as much otherwise, and report it as a difference. */
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

/** Puts another version of the entrypoint in the place of the newest; what a transform put there stays. */
export function withEntrypoint(args: docker.ContainerArgs, content: pulumi.Input<string>): docker.ContainerArgs {
    const pinned = (upload: docker.types.input.ContainerUpload) =>
        upload.file === entrypointPath && upload.content === newestEntrypoint() ? { ...upload, content } : upload;
    const uploads = listOr(args.uploads);
    // One by one: the content of a file may be a secret, and the rest of the list is none.
    if (Array.isArray(uploads))
        return { ...args, uploads: (uploads as docker.types.input.ContainerUpload[]).map(pinned) };
    return { ...args, uploads: pulumi.output(uploads).apply((known) => known.map(pinned)) };
}

/** Adds what depends on the cluster's identity; files are 0600 and outside the tmpfs. */
export function withSecrets(args: docker.ContainerArgs, { clusterId, files }: NodeSecrets): docker.ContainerArgs {
    return {
        ...args,
        uploads: joinedLists(listOr(args.uploads), files.map(upload)),
        labels: joinedLists(listOr(args.labels), [{ label: clusterIdLabel, value: clusterId }]),
    };
}

/** A transformation may have taken a list away. */
function listOr<T>(list: pulumi.Input<pulumi.Input<T>[] | undefined> | undefined): pulumi.Input<pulumi.Input<T>[]> {
    if (isDeferred(list)) return pulumi.output(list).apply((known) => (known ?? []) as T[]);
    return (list as pulumi.Input<T>[] | undefined) ?? [];
}

/** A file in a container. */
export function upload({ path, content, permissions = "0600" }: NodeFile): docker.types.input.ContainerUpload {
    return { file: path, content, permissions };
}

/** Fields whose change leaves the container in place: updated, or of the provider only. */
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

/** The fields whose change replaces the container. */
export function replacingFields(args: docker.ContainerArgs): Record<string, unknown> {
    return Object.fromEntries(Object.entries(args).filter(([field]) => !kept.has(field)));
}
