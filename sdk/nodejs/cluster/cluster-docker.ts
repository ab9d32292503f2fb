import type * as docker from "@pulumi/docker";

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
