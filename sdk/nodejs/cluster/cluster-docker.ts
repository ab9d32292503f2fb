import type * as docker from "@pulumi/docker";

/** The Docker resources of a local cluster, without the agents' containers, which belong to their pools. */
export interface ClusterDocker {
    /** The Docker provider that creates these resources. */
    provider: docker.Provider;
    /** The nodes' image. */
    image: docker.RemoteImage;
    /** The server's container. */
    server: docker.Container;
    /** The volume with the server's data, if the cluster has `dataVolume`. */
    dataVolume?: docker.Volume;
    /** The registry's container, if the cluster has `registry`. */
    registry?: docker.Container;
    /** The containers of pull-through caches, by the registry that each one caches. */
    caches: Record<string, docker.Container>;
}
