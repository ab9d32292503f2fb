import type * as pulumi from "@pulumi/pulumi";

/**
 * Settings of the node that a server or an agent is.
 *
 * Each takes an Output, except the list of `ports`, `containerPort` and `protocol`, which name resources. A server whose
 * container is replaced takes the cluster's data with it, unless `dataVolume` keeps the data; the preview says so.
 */
export interface NodeArgs {
    /**
     * More arguments for `k3s server` or `k3s agent`, as K3s documents them. Arguments that the cluster sets itself, or
     * has an argument for, are refused: tokens, `--node-name`, `--server`, `--data-dir`, `--cluster-cidr`,
     * `--service-cidr`, `--disable`, `--https-listen-port`, `--private-registry`, `--write-kubeconfig…`.
     *
     * @default none
     * @change Replaces the node's container.
     * @example ["--kubelet-arg=max-pods=200"]
     */
    extraArgs?: pulumi.Input<pulumi.Input<string>[]> | undefined;
    /**
     * Environment variables of K3s. Not for secrets: `docker inspect` shows them. For a proxy there is `proxy` of the Cluster.
     *
     * @default none
     * @change Replaces the node's container.
     * @example { CATTLE_NEW_SIGNED_CERT_EXPIRATION_DAYS: "730" }
     */
    environment?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
    /**
     * Labels of the Kubernetes Node. `pulumi up` sets them again when somebody else changed them.
     *
     * @default none
     * @change Sets and removes labels while the node runs; replaces nothing.
     * @example { disk: "fast" }
     */
    labels?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
    /**
     * Taints of the Kubernetes Node, as kubectl writes them: `key=value:effect` or `key:effect`, with the effects
     * `NoSchedule`, `PreferNoSchedule` and `NoExecute`. `pulumi up` sets them again when somebody else changed them.
     *
     * @default none
     * @change Sets and removes taints while the node runs; replaces nothing.
     * @example ["dedicated=gpu:NoSchedule"]
     */
    taints?: pulumi.Input<pulumi.Input<string>[]> | undefined;
    /**
     * Memory limit of the node, swap included, as Kubernetes writes it: `Mi` or `Gi`, at least `512Mi`. The rest of the
     * machine is reserved in the kubelet, so `kubectl describe node` shows the limit as `Allocatable` and the scheduler
     * gives pods no more; `Capacity` is that of the machine.
     *
     * @default all memory of the Docker host
     * @change Limits the container in place. The scheduler learns of it when the node starts the next time.
     * @example "4Gi"
     */
    memory?: pulumi.Input<string> | undefined;
    /**
     * Processor limit of the node, in CPUs; 0.1 or more. The scheduler gives pods no more than that.
     *
     * @default all CPUs of the Docker host
     * @change Replaces the node's container.
     * @example 1.5
     */
    cpus?: pulumi.Input<number> | undefined;
    /**
     * Docker volumes and folders of the Docker host in the node, for pods with `hostPath`.
     *
     * @default none
     * @change Replaces the node's container.
     * @example [{ source: "/srv/data", target: "/data", readOnly: true }]
     */
    volumes?: pulumi.Input<pulumi.Input<NodeVolume>[]> | undefined;
    /**
     * Ports of the node on the Docker host, for a NodePort, a hostPort or a LoadBalancer Service. For a Service that comes
     * and goes, a {@link ServiceEndpoint} is better: it is created and deleted without the node. The number of ports has to
     * be known before anything is created.
     *
     * @default none
     * @change Replaces the node's container.
     * @example [{ containerPort: 30080, hostPort: 30080 }]
     */
    ports?: NodePort[] | undefined;
}

/**
 * A Docker volume, or a folder of the Docker host, in a node.
 *
 * @change Replaces the node's container.
 */
export interface NodeVolume {
    /** Name of the volume, created if missing; or, with a `/` at its beginning, a folder on the Docker host. */
    source: pulumi.Input<string>;
    /** Absolute path in the node. */
    target: pulumi.Input<string>;
    /**
     * Whether the node may only read it.
     *
     * @default false
     */
    readOnly?: pulumi.Input<boolean> | undefined;
}

/**
 * A port of a node that is published on the Docker host.
 *
 * @change Replaces the node's container.
 */
export interface NodePort {
    /** Port in the node: a NodePort or hostPort, or that of a LoadBalancer Service. A plain value: it names a resource. */
    containerPort: number;
    /** Port on the Docker host. */
    hostPort: pulumi.Input<number>;
    /**
     * Transport protocol. A plain value: it names a resource.
     *
     * @default "TCP"
     */
    protocol?: "TCP" | "UDP" | undefined;
    /**
     * Address of the Docker host to listen on. `0.0.0.0` opens the port to the network.
     *
     * @default `127.0.0.1`; with a daemon on another machine, the address that the daemon is reached at
     */
    hostIP?: pulumi.Input<string> | undefined;
}

/**
 * Names for an address, as in a pod's `hostAliases`.
 *
 * @change Replaces every node.
 */
export interface HostAlias {
    /** IPv4 or IPv6 address. */
    ip: pulumi.Input<string>;
    /** DNS names of the address, one or more. */
    hostnames: pulumi.Input<pulumi.Input<string>[]>;
}
