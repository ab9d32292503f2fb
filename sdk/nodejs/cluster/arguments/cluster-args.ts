import type * as docker from "@pulumi/docker";
import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type RegistriesArgs, type RegistryArgs } from "../../registries/registries-args";
import { type KubeconfigArgs } from "./kubeconfig-args";
import { type HostAlias, type NodeArgs } from "./node-args";
import { type ProductionArgs } from "./production-args";
import { type Transform } from "../transform";

/**
 * The arguments of a {@link Cluster}. Those that replace the server replace the cluster's data, and with it all that
 * runs in it, unless `dataVolume` keeps it; the preview says so.
 */
export interface ClusterArgs {
    /**
     * K3s version, server and agents alike, as its image is tagged: `vX.Y.Z-k3sN`.
     *
     * Default: `v1.36.0-k3s1`. A change replaces every node. With `dataVolume` an older version than before is refused.
     */
    version?: pulumi.Input<string> | undefined;
    /**
     * Node image, instead of `rancher/k3s:<version>`. An image that the Docker daemon has is not pulled.
     *
     * Default: the configuration `k3s:image`, else the official image of `version`. A change replaces every node.
     */
    image?: pulumi.Input<string> | undefined;
    /** Number of agents beside the server, 0 to 50. Default: 0. A change adds or removes agents, and nothing else. */
    agents?: number | undefined;
    /**
     * Port of the API server on the Docker host, 1 to 65535: on its loopback address, or on the one that a remote
     * daemon is reached at.
     *
     * Default: a free one, chosen once and kept. A change replaces the server.
     */
    apiPort?: pulumi.Input<number> | undefined;
    /** Addresses of pods (`--cluster-cidr`). Default: `10.42.0.0/16`. A change replaces the server. */
    podSubnet?: pulumi.Input<string> | undefined;
    /** Addresses of Services (`--service-cidr`). Default: `10.43.0.0/16`. A change replaces the server. */
    serviceSubnet?: pulumi.Input<string> | undefined;
    /**
     * Components of K3s to leave out (`--disable`).
     *
     * Default: `["traefik", "metrics-server"]`; `[]` leaves out none. A change replaces the server.
     */
    disable?: pulumi.Input<pulumi.Input<string>[]> | undefined;
    /** Settings of the server's node: labels, limits, volumes, more arguments for K3s… What they change is said there. */
    server?: NodeArgs | undefined;
    /** The same for the nodes of `agents`. An {@link AgentPool} of one's own takes them as its defaults. */
    agent?: NodeArgs | undefined;
    /**
     * More names in every node and every pod, beside `host.docker.internal`, which is the Docker host in both.
     * Default: none. A change replaces every node.
     *
     * @example [{ ip: "192.168.1.20", hostnames: ["db.example.com"] }]
     */
    hostAliases?: pulumi.Input<pulumi.Input<HostAlias>[]> | undefined;
    /**
     * An existing Docker network for nodes and endpoints, such as that of a Compose project; it needs a name server, which
     * Docker's own `bridge` network has not. Default: a network of the cluster's own. A change replaces every node.
     */
    network?: pulumi.Input<string> | undefined;
    /**
     * Where the data of the cluster and of its nodes lives.
     *
     * - absent: in the nodes' containers; it goes when they are replaced.
     * - `true`: in volumes of the stack, one for each node; they survive the containers and go with `pulumi destroy`.
     * - a name: the server's in that volume, an agent's in `<name>-<node>`, made if there are none; they survive
     *   `pulumi destroy` too.
     *
     * A change replaces every node.
     */
    dataVolume?: boolean | string | undefined;
    /**
     * Local Docker images to load into every node, so that pods can use them without a registry. They are loaded again
     * when what the name stands for has changed. Give their pods an `imagePullPolicy` other than `Always`.
     *
     * @example ["my-app:dev"]
     * @example [image.imageName] // a docker.Image; of docker-build's Image, its ref
     */
    images?: pulumi.Input<pulumi.Input<string>[]> | undefined;
    /**
     * What becomes of the user's own kubeconfig. Default: it is neither read nor written.
     *
     * @example { merge: true, switchContext: true }
     */
    kubeconfig?: KubeconfigArgs | undefined;
    /**
     * The existing cluster that this one is where the configuration `k3s:target`, or `k3s:targets.<name>`, is `production`.
     * Nothing is made in Docker then, and the other arguments but `timeoutSeconds` have no meaning. Default: none, so that
     * the target `production` is an error.
     *
     * @example { kubeconfig: config.requireSecret("kubeconfig"), context: "shop" }
     */
    production?: ProductionArgs | undefined;
    /**
     * Where nodes pull images from, and how they log in there: mirrors, credentials, certificates, caches.
     *
     * Default: none. K3s reads this when it starts, so a change replaces every node, a changed password too.
     *
     * @example { configs: { "registry.example": { username: "dev", password: config.requireSecret("registryPassword") } } }
     */
    registries?: RegistriesArgs | undefined;
    /**
     * A registry beside the nodes, which they trust. What is pushed to `localhost:<port>/app:1` on the Docker host is an
     * image of that name for pods.
     *
     * Default: none. Adding it, removing it and another port replace every node, because they change what K3s reads when it
     * starts; another image replaces the registry alone.
     */
    registry?: boolean | RegistryArgs | undefined;
    /** How long to wait for the cluster to become ready, in seconds. Default: 300. */
    timeoutSeconds?: pulumi.Input<number> | undefined;
    /**
     * Docker daemon, as `DOCKER_HOST` names it: `unix:///…`, `tcp://…`.
     *
     * Default: the one that the docker command line uses (`DOCKER_HOST`, `DOCKER_CONTEXT`, current context, default
     * socket). It must stay the same daemon for the life of the stack.
     */
    dockerHost?: pulumi.Input<string> | undefined;
    /** Adjusts what the cluster's own resources are made with, where no argument does. */
    transform?: ClusterTransforms | undefined;
}

/** What adjusts which of a cluster's resources, each by a {@link Transform}. */
export interface ClusterTransforms {
    /** The server's container. What replaces the container replaces the data. */
    server?: Transform<docker.ContainerArgs> | undefined;
    /** The container of each agent, also in an `AgentPool` that has no `transform` of its own. */
    agent?: Transform<docker.ContainerArgs> | undefined;
    /** The containers of the registry and of caches. */
    registry?: Transform<docker.ContainerArgs> | undefined;
    /** The volumes of nodes, registry and caches. What replaces a volume replaces the data. */
    volume?: Transform<docker.VolumeArgs> | undefined;
    /** The images of nodes, registry and caches. */
    image?: Transform<docker.RemoteImageArgs> | undefined;
    /** The Docker provider that all of these are made with. */
    dockerProvider?: Transform<docker.ProviderArgs> | undefined;
    /** The Kubernetes provider, in production too. */
    provider?: Transform<kubernetes.ProviderArgs> | undefined;
}
