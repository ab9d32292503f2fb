import type * as pulumi from "@pulumi/pulumi";

/** Settings of the node that a server or an agent is. */
export interface NodeArgs {
    /**
     * More arguments for `k3s server` or `k3s agent`, as K3s documents them. Default: none. A change replaces the node's
     * container.
     *
     * @example ["--kubelet-arg=max-pods=200"]
     */
    extraArgs?: pulumi.Input<pulumi.Input<string>[]> | undefined;
    /**
     * Environment variables of K3s, such as those of a proxy. Not for secrets: `docker inspect` shows them.
     * Default: none. A change replaces the node's container.
     *
     * @example { HTTPS_PROXY: "http://proxy.example:3128", NO_PROXY: "10.0.0.0/8,.svc" }
     */
    environment?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
    /**
     * Labels of the Kubernetes Node. Default: none. A change replaces nothing: labels are set and taken away while the node
     * runs, and set again when somebody else changed them.
     *
     * @example { disk: "fast" }
     */
    labels?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
    /**
     * Taints of the Kubernetes Node, as kubectl writes them: `key=value:effect` or `key:effect`, with the effects
     * `NoSchedule`, `PreferNoSchedule` and `NoExecute`. Default: none. A change replaces nothing.
     *
     * @example ["dedicated=gpu:NoSchedule"]
     */
    taints?: pulumi.Input<pulumi.Input<string>[]> | undefined;
    /**
     * The most memory that the node may use, as Kubernetes writes it: `Mi` or `Gi`, at least `512Mi`. The scheduler gives
     * pods no more than that. Default: all that the Docker host has. A change is applied in place, and the scheduler knows of
     * it when the node starts the next time.
     *
     * @example "4Gi"
     */
    memory?: pulumi.Input<string> | undefined;
    /**
     * The most processor time that the node may use, in CPUs; 0.1 or more. The scheduler gives pods no more than that.
     * Default: all that the Docker host has. A change replaces the node's container.
     *
     * @example 1.5
     */
    cpus?: pulumi.Input<number> | undefined;
    /** Docker volumes and folders of the Docker host in the node. Default: none. A change replaces the node's container. */
    volumes?: pulumi.Input<pulumi.Input<NodeVolume>[]> | undefined;
    /**
     * Ports of the node on the Docker host. Default: none. A change replaces the node's container, so for a Service a
     * `ServiceEndpoint` is the better way. How many there are has to be known before anything is created.
     */
    ports?: NodePort[] | undefined;
}

/** A Docker volume, or a folder of the Docker host, in a node. */
export interface NodeVolume {
    /** Name of the volume, made if there is none; or, with a `/` at its beginning, a folder on the Docker host. */
    source: pulumi.Input<string>;
    /** Where it is in the node: an absolute path. */
    target: pulumi.Input<string>;
    /** Default: `false`. */
    readOnly?: pulumi.Input<boolean> | undefined;
}

/** A port of a node that is published on the Docker host. */
export interface NodePort {
    /** Port in the node: a NodePort or hostPort, or that of a LoadBalancer Service. A plain value: it names a resource. */
    containerPort: number;
    /** Port on the Docker host. */
    hostPort: pulumi.Input<number>;
    /** Default: `TCP`. A plain value: it names a resource. */
    protocol?: "TCP" | "UDP" | undefined;
    /**
     * Address of the Docker host to listen on. Default: `127.0.0.1`, of a remote daemon the one that it is reached at;
     * `0.0.0.0` opens it to the network.
     */
    hostIP?: pulumi.Input<string> | undefined;
}

/** Names for an address, as in a pod's `hostAliases`. */
export interface HostAlias {
    /** IPv4 or IPv6. */
    ip: pulumi.Input<string>;
    /** DNS names that stand for it, one or more. */
    hostnames: pulumi.Input<pulumi.Input<string>[]>;
}
