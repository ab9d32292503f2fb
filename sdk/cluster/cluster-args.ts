import type * as docker from "@pulumi/docker";
import {
    boolean,
    checkArguments,
    cidr,
    dnsLabel,
    either,
    func,
    imageReference,
    integer,
    k3sVersion,
    listOf,
    networksOverlap,
    nonBlank,
    objectOf,
    optional,
    port,
    type Problem,
    seconds,
} from "../validation";

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
    version?: string;
    /**
     * Node image, instead of `rancher/k3s:<version>`. An image that the Docker daemon has is not pulled.
     *
     * Default: the configuration `k3s:image`, else the official image of `version`. A change replaces every node.
     */
    image?: string;
    /** Number of agents beside the server, 0 to 50. Default: 0. A change adds or removes agents, and nothing else. */
    agents?: number;
    /**
     * Port of the API server on the Docker host's loopback address, 1 to 65535.
     *
     * Default: a free one, chosen once and kept. A change replaces the server.
     */
    apiPort?: number;
    /** Addresses of pods (`--cluster-cidr`). Default: `10.42.0.0/16`. A change replaces the server. */
    podSubnet?: string;
    /** Addresses of Services (`--service-cidr`). Default: `10.43.0.0/16`. A change replaces the server. */
    serviceSubnet?: string;
    /**
     * Components of K3s to leave out (`--disable`).
     *
     * Default: `["traefik", "metrics-server"]`; `[]` leaves out none. A change replaces the server.
     */
    disable?: string[];
    /** More arguments for `k3s server`, as K3s documents them. Default: none. A change replaces the server. */
    extraArgs?: string[];
    /** More arguments for `k3s agent`. Default: none. A change replaces the agents. */
    agentExtraArgs?: string[];
    /**
     * Where the cluster's data lives.
     *
     * - absent: in the server's container; it goes when that is replaced.
     * - `true`: in a volume of the stack; it survives the server's container and goes with `pulumi destroy`.
     * - a name: in that volume, made if there is none; it survives `pulumi destroy` too.
     *
     * A change replaces the server.
     */
    dataVolume?: boolean | string;
    /**
     * Local Docker images to load into every node, so that pods can use them without a registry. They are loaded again
     * when what the name stands for has changed. Give their pods an `imagePullPolicy` other than `Always`.
     *
     * @example ["my-app:dev"]
     */
    images?: string[];
    /** How long to wait for the cluster to become ready, in seconds. Default: 300. */
    timeoutSeconds?: number;
    /**
     * Docker daemon, as `DOCKER_HOST` names it: `unix:///…`, `tcp://…`.
     *
     * Default: the one that the docker command line uses (`DOCKER_HOST`, `DOCKER_CONTEXT`, current context, default
     * socket). It must stay the same daemon for the life of the stack.
     */
    dockerHost?: string;
    /** Adjusts the containers that nodes run in, where no argument does. */
    transform?: {
        /** Of the server. What replaces the container replaces the data. */
        server?: (args: docker.ContainerArgs) => docker.ContainerArgs;
        /** Of each agent. */
        agent?: (args: docker.ContainerArgs) => docker.ContainerArgs;
    };
}

/** Refuses arguments that cannot work, before anything is made. */
export function checkClusterArgs(name: string, args: ClusterArgs): void {
    checkArguments<ClusterArgs & { name: string }>(
        "Cluster",
        name,
        { ...args, name },
        {
            name: clusterName,
            version: optional(k3sVersion),
            image: optional(imageReference),
            agents: optional(integer(0, 50)),
            apiPort: optional(port),
            podSubnet: optional(cidr),
            serviceSubnet: optional(cidr),
            disable: optional(listOf(dnsLabel)),
            extraArgs: optional(listOf(nonBlank)),
            agentExtraArgs: optional(listOf(nonBlank)),
            dataVolume: optional(either(boolean, volumeName)),
            images: optional(listOf(imageReference)),
            timeoutSeconds: optional(seconds),
            dockerHost: optional(nonBlank),
            transform: optional(objectOf({ server: optional(func), agent: optional(func) })),
        },
        () => relations(args),
    );
}

const longestName = 40;

function clusterName(value: unknown, path: string): Problem[] {
    const problems = dnsLabel(value, path);
    if (problems.length > 0 || (value as string).length <= longestName) return problems;
    return [{ path, message: `must have at most ${longestName} characters, because node names begin with it` }];
}

function volumeName(value: unknown, path: string): Problem[] {
    if (typeof value === "string" && /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(value)) return [];
    return [
        { path, message: `is ${JSON.stringify(value)}, but a volume's name has letters, digits, ".", "_" and "-"` },
    ];
}

function relations({
    version,
    image,
    podSubnet = "10.42.0.0/16",
    serviceSubnet = "10.43.0.0/16",
}: ClusterArgs): Problem[] {
    return [
        ...(version && image
            ? [{ path: "image", message: "cannot be given together with version: name one of them" }]
            : []),
        ...(networksOverlap(podSubnet, serviceSubnet)
            ? [{ path: "serviceSubnet", message: `is ${serviceSubnet}, which overlaps podSubnet ${podSubnet}` }]
            : []),
    ];
}
