/** Settings of the node that a server or an agent is. */
export interface NodeArgs {
    /**
     * More arguments for `k3s server` or `k3s agent`, as K3s documents them. Default: none. A change replaces the node's
     * container.
     *
     * @example ["--kubelet-arg=max-pods=200"]
     */
    extraArgs?: string[];
    /**
     * Environment variables of K3s, such as those of a proxy. Not for secrets: `docker inspect` shows them.
     * Default: none. A change replaces the node's container.
     *
     * @example { HTTPS_PROXY: "http://proxy.example:3128", NO_PROXY: "10.0.0.0/8,.svc" }
     */
    environment?: Record<string, string>;
    /**
     * Labels of the Kubernetes Node. Default: none. A change replaces nothing: labels are set and taken away while the node
     * runs, and set again when somebody else changed them.
     *
     * @example { disk: "fast" }
     */
    labels?: Record<string, string>;
    /**
     * Taints of the Kubernetes Node, as kubectl writes them: `key=value:effect` or `key:effect`, with the effects
     * `NoSchedule`, `PreferNoSchedule` and `NoExecute`. Default: none. A change replaces nothing.
     *
     * @example ["dedicated=gpu:NoSchedule"]
     */
    taints?: string[];
    /**
     * The most memory that the node may use, as Kubernetes writes it: `Mi` or `Gi`, at least `512Mi`. The scheduler gives
     * pods no more than that. Default: all that the Docker host has. A change is applied in place, and the scheduler knows of
     * it when the node starts the next time.
     *
     * @example "4Gi"
     */
    memory?: string;
    /**
     * The most processor time that the node may use, in CPUs; 0.1 or more. The scheduler gives pods no more than that.
     * Default: all that the Docker host has. A change replaces the node's container.
     *
     * @example 1.5
     */
    cpus?: number;
    /** Docker volumes and folders of the Docker host in the node. Default: none. A change replaces the node's container. */
    volumes?: NodeVolume[];
    /**
     * Ports of the node on the Docker host. Default: none. A change replaces the node's container, so for a Service a
     * `ServiceEndpoint` is the better way.
     */
    ports?: NodePort[];
}

/** A Docker volume, or a folder of the Docker host, in a node. */
export interface NodeVolume {
    /** Name of the volume, made if there is none; or, with a `/` at its beginning, a folder on the Docker host. */
    source: string;
    /** Where it is in the node: an absolute path. */
    target: string;
    /** Default: `false`. */
    readOnly?: boolean;
}

/** A port of a node that is published on the Docker host. */
export interface NodePort {
    /** Port in the node: a NodePort or hostPort, or that of a LoadBalancer Service. */
    containerPort: number;
    /** Port on the Docker host. */
    hostPort: number;
    /** Default: `TCP`. */
    protocol?: "TCP" | "UDP";
    /**
     * Address of the Docker host to listen on. Default: `127.0.0.1`, of a remote daemon the one that it is reached at;
     * `0.0.0.0` opens it to the network.
     */
    hostIP?: string;
}
