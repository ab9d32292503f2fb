import type Docker from "dockerode";
import { newOwner } from "../../shared/owner";
import { type DockerEndpoint } from "../../shared/docker/endpoint";
import { daemonIdentity, engineOf, type EngineInfo } from "../docker/daemon/engine";
import { clusterIdLabel } from "../../shared/labels";
import { type NodeContainers } from "../nodes/node-containers";
import { publishedAddress } from "../docker/daemon/published-address";
import { publishedHost } from "../../shared/docker/published-host";
import { Failure } from "../failure";
import { type ClusterWords } from "../kubernetes/production";
import { type Context, type Difference, type Lifecycle, unknownValue } from "../lifecycle";
import { unchanged } from "./support/difference";
import { type ProductionReadyInputs } from "./production-ready";

/** The facts about the cluster in the handle, without credentials: renewed credentials are no change of the cluster. */
export interface SharedClusterInputs {
    /** The cluster's name. */
    name: string;
    /** `project/stack/cluster` of the stack that created the cluster. */
    source: string;
    /**
     * `project-stack-cluster` of this stack, the prefix of the names of what it creates on the daemon. Kept from the
     * first `up`.
     */
    namePrefix: string;
    /** `project/stack/cluster` of this stack, also kept from the first `up`. */
    cluster: string;
    clusterId: string;
    /** The daemon on which the cluster runs. */
    daemonId: string;
    serverContainer: string;
    dockerHost?: string;
}

export interface SharedClusterOutputs extends SharedClusterInputs {
    /** The value of the owner label of what this stack creates there. */
    owner: string;
    engine: "docker" | "podman";
    /** The host at which published ports are reached: 127.0.0.1, or the remote daemon's host. */
    publishedHost: string;
    /** The address on that host on which ports are published. */
    publishedAddress: string;
}

interface SharedClusterAccess {
    connect(dockerHost?: string): Promise<Docker>;
    endpoint(dockerHost?: string): DockerEndpoint;
    nodes(dockerHost?: string): NodeContainers;
}

/** The inputs that are needed to find the cluster. */
const sought = ["dockerHost", "clusterId", "daemonId", "serverContainer"] as const;

/**
 * A cluster in Docker that another stack created. It is checked before this stack creates anything in it. It is never
 * replaced: this stack's name and owner there stay the same, and after the cluster was replaced, the resources in it
 * have the new cluster's id among their own inputs.
 */
export class SharedCluster implements Lifecycle<SharedClusterInputs, SharedClusterOutputs> {
    constructor(private readonly access: SharedClusterAccess) {}

    async create(
        inputs: SharedClusterInputs,
        context: Context,
    ): Promise<{ id: string; outputs: SharedClusterOutputs }> {
        const endpoint = this.access.endpoint(inputs.dockerHost);
        context.progress(
            `looking for the cluster ${inputs.source} on the Docker daemon at ${endpoint.host} (from ${endpoint.source})`,
        );
        const info = await this.found(inputs);
        const outputs = {
            ...inputs,
            owner: newOwner(inputs.cluster),
            engine: engineOf(info),
            publishedHost: publishedHost(endpoint),
            publishedAddress: await publishedAddress(endpoint),
        };
        return { id: inputs.namePrefix, outputs };
    }

    async diff(_id: string, _old: SharedClusterOutputs, inputs: SharedClusterInputs): Promise<Difference> {
        if (!sought.some((key) => inputs[key] === unknownValue)) await this.found(inputs);
        return unchanged;
    }

    /**
     * Keeps the resource in a refresh: what this stack has in a cluster that is gone is removed only by `pulumi
     * destroy`.
     */
    read(_id: string, old: SharedClusterOutputs): Promise<SharedClusterOutputs> {
        return Promise.resolve(old);
    }

    /** Returns the daemon's information if the cluster of the handle runs there, and throws otherwise. */
    private async found(inputs: SharedClusterInputs): Promise<EngineInfo> {
        const { daemonId, serverContainer, clusterId, dockerHost } = inputs;
        const endpoint = this.access.endpoint(dockerHost);
        const docker = await this.access.connect(dockerHost);
        const info = (await docker.info()) as EngineInfo;
        if (daemonIdentity(info) !== daemonId) throw onAnotherDaemon(inputs, endpoint, info);
        const server = await this.access.nodes(dockerHost).state(serverContainer);
        if (!server) throw gone(inputs, endpoint);
        if (server.labels[clusterIdLabel] !== clusterId) throw madeAnew(inputs);
        if (!server.running) throw notRunning(inputs, endpoint);
        return info;
    }
}

/** The inputs of the readiness check of a shared cluster. */
export interface SharedClusterReadyInputs extends ProductionReadyInputs {
    /** `project/stack/cluster` of the stack that created the cluster. */
    source: string;
}

/** Returns the words by which the readiness check describes a shared cluster. */
export function sharedClusterWords({ name, source }: SharedClusterReadyInputs): ClusterWords {
    return {
        cluster: `cluster "${name}" of the stack ${stackOf(source)}`,
        whenSilent: () => `${upThere(source)}, which starts it, then here again`,
        whenRefusing: `${upThere(source)}, so that it exports the handle with valid credentials, then here again`,
    };
}

function onAnotherDaemon({ source, daemonId }: SharedClusterInputs, endpoint: DockerEndpoint, info: EngineInfo) {
    const { host, source: named } = endpoint;
    return new Failure(`The cluster ${source} runs on another Docker daemon than the one at ${host} (from ${named}).`, {
        why: `created on daemon ${daemonId}, found daemon ${daemonIdentity(info)} on ${info.Name}`,
        next: "point DOCKER_HOST or the Docker context to the daemon that it was created on, then run pulumi up again",
    });
}

function gone({ source, serverContainer }: SharedClusterInputs, { host }: DockerEndpoint): Failure {
    return new Failure(`The cluster ${source} does not exist any more.`, {
        why: `its server ${serverContainer} is not on the Docker daemon at ${host}: the cluster was destroyed, or replaced under another name`,
        next: `${upThere(source)}, then here again; if it will not come back, run pulumi destroy here`,
    });
}

function madeAnew({ source, serverContainer, clusterId }: SharedClusterInputs): Failure {
    return new Failure(`The cluster ${source} was replaced after this handle was exported.`, {
        why: `its server ${serverContainer} no longer has the data ${clusterId}: what was in the cluster is lost`,
        next: `run pulumi up (or pulumi refresh) in the stack ${stackOf(source)}, so that it exports the new handle, then pulumi up here again`,
    });
}

function notRunning({ source, serverContainer }: SharedClusterInputs, { host }: DockerEndpoint): Failure {
    return new Failure(`The cluster ${source} is not running.`, {
        why: `its server ${serverContainer} on the Docker daemon at ${host} is stopped or paused`,
        next: `${upThere(source)}, which starts it, then here again`,
    });
}

function upThere(source: string): string {
    return `run pulumi up in the stack ${stackOf(source)}`;
}

function stackOf(source: string): string {
    return source.slice(0, source.lastIndexOf("/"));
}
