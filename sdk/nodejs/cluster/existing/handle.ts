import * as pulumi from "@pulumi/pulumi";
import { firstNodeVersion } from "../../../../shared/node-files";
import { type Problem } from "../../validation";
import { type ClusterCore } from "../cluster-core";
import { type NodeDns } from "../dns/node-dns";

/**
 * The format of a handle's text. A reader refuses any other format; the meaning of a field never changes within one.
 */
const format = 1;

/** The data of a cluster that another stack uses. Its fields are plain values, and the whole is a secret. */
export interface HandleData {
    format: number;
    name: string;
    /** `project/stack/cluster` of the stack that created the cluster. */
    source: string;
    clusterId: string;
    kubeconfig: string;
    containerKubeconfig: string;
    apiUrl: string;
    timeoutSeconds: number;
    /** Absent in production. */
    nodes?: HandleNodes;
}

interface HandleNodes extends HandleOriginData {
    dockerHost?: string;
    networkName: string;
    image: string;
    /** Absent for the first version. */
    nodeVersion?: string;
    serviceSubnet: string;
    agentToken: string;
    hostAliases: { ip: string; hostnames: string[] }[];
    /** Absent for the default. */
    dns?: { variables: string[]; resolvers?: string[] };
    files: { path: string; content: string; permissions?: string }[];
    /** Absent without a proxy. */
    proxy?: Record<string, string>;
    images: string[];
    agent: { environment?: Record<string, string>; extraArgs?: string[] };
}

interface HandleOriginData {
    daemonId: string;
    serverContainer: string;
}

/** Identifies a cluster on its host: by the Docker daemon, and by the server's container that has to be there. */
export type HandleOrigin = { [Field in keyof HandleOriginData]: pulumi.Output<string> };

/** Returns the text by which another stack uses a cluster. It is a secret and known when the cluster is ready. */
export function clusterHandle(core: ClusterCore, origin: HandleOrigin | undefined): pulumi.Output<string> {
    const { name, path, clusterId, kubeconfig, containerKubeconfig, apiUrl, timeoutSeconds, provider } = core;
    const data = {
        format,
        name,
        source: path,
        clusterId,
        kubeconfig,
        containerKubeconfig,
        apiUrl,
        timeoutSeconds,
        nodes: origin && nodesOf(core, origin),
    };
    return pulumi.secret(pulumi.all([pulumi.output(data), provider.urn]).apply(([known]) => JSON.stringify(known)));
}

function nodesOf({ nodes, dockerHost }: ClusterCore, origin: HandleOrigin) {
    if (!nodes) return undefined;
    const { host, image, nodeVersion, serviceSubnet, agentToken, hostAliases, dns, files, proxy, images, agent } =
        nodes;
    const { environment, extraArgs } = agent;
    return {
        ...origin,
        dockerHost,
        networkName: host.data.networkName,
        image: host.imageName(image),
        // A handle without a version keeps the text that it had before nodes had versions.
        nodeVersion: pulumi.output(nodeVersion).apply((its) => (its === firstNodeVersion ? undefined : its)),
        serviceSubnet,
        agentToken,
        hostAliases,
        dns: isDefault(dns) ? undefined : dns,
        files,
        proxy: pulumi.output(proxy).apply((its) => (Object.keys(its).length > 0 ? its : undefined)),
        images,
        agent: { environment, extraArgs },
    };
}

function isDefault({ variables, resolvers }: NodeDns): boolean {
    return Array.isArray(variables) && variables.length === 0 && resolvers === undefined;
}

/** Reads a handle, or returns the problem with it. The problem never quotes the text. */
export function readHandle(text: unknown, target: "local" | "production"): HandleData | Problem {
    const path = "handle";
    const data = parsed(text);
    if (data === undefined) {
        return { path, message: "must be the handle of a Cluster, an output of the stack that created it, but is not" };
    }
    if (data.format !== format) {
        const form = typeof data.format === "number" ? data.format : "unknown";
        const message = `is of another version of pulumi-k3s (form ${form}, and this one reads ${format}): use the same version here and in the stack that made the cluster`;
        return { path, message };
    }
    const made = data.nodes ? "local" : "production";
    if (made === target) return data as HandleData;
    const message = `is of a cluster whose target is ${made}, and this stack's is ${target}: run pulumi config set k3s:target ${made}`;
    return { path, message };
}

function parsed(text: unknown): (Partial<HandleData> & { format: unknown }) | undefined {
    if (typeof text !== "string") return undefined;
    try {
        const value: unknown = JSON.parse(text);
        const isHandle = typeof value === "object" && value !== null && "format" in value;
        return isHandle ? (value as Partial<HandleData> & { format: unknown }) : undefined;
    } catch {
        return undefined;
    }
}
