import type * as docker from "@pulumi/docker";
import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type JoinSettings } from "./join-settings";

/** What our own resources need to look into a cluster, wherever it is. */
export interface ClusterAccess {
    kubeconfig: pulumi.Output<string>;
    clusterId: pulumi.Output<string>;
    /** `project/stack/cluster`. */
    path: pulumi.Output<string>;
    /** Whose the releases and Docker objects are. */
    owner: pulumi.Output<string>;
    dockerHost?: string;
}

/** What a local cluster has in Docker, beside its agents, which their pools have. */
export interface ClusterDocker {
    /** The provider that all of these are made with. */
    provider: docker.Provider;
    /** The nodes' image. */
    image: docker.RemoteImage;
    /** The server's container. */
    server: docker.Container;
    /** The server's data, with `dataVolume`. */
    dataVolume?: docker.Volume;
    /** The registry's container, with `registry`. */
    registry?: docker.Container;
    /** The containers of pull-through caches, by the registry that each is a cache of. */
    caches: Record<string, docker.Container>;
}

/** What others put something into a cluster with. */
export interface ClusterServices {
    provider: kubernetes.Provider;
    registry: pulumi.Output<string> | undefined;
}

/** What a cluster is to its dependents, made here or found. */
export interface ClusterParts {
    access: ClusterAccess;
    containerKubeconfig: pulumi.Output<string>;
    kubeconfigPath: pulumi.Output<string>;
    apiUrl: pulumi.Output<string>;
    /** Undefined where no Docker network leads to it. */
    networkName: pulumi.Output<string> | undefined;
    kubernetesVersion: pulumi.Output<string>;
    /** What everything in it is `deletedWith`; undefined where the data outlives the stack. */
    identity: pulumi.Resource | undefined;
    /** Undefined where it was not made here. */
    join: JoinSettings | undefined;
    docker: ClusterDocker | undefined;
    /** What is there once the cluster's own agents are. */
    withAgents(agents: pulumi.Resource[]): ClusterServices;
}
