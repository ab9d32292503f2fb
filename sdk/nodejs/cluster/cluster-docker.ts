import type * as docker from "@pulumi/docker";

/** The Docker resources of a local cluster. Its agents' containers belong to their pools. */
export interface ClusterDocker {
    /** The provider that creates all of these. */
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
