import type * as pulumi from "@pulumi/pulumi";

/**
 * Settings of a node: the server or an agent.
 *
 * Each accepts an Output, except the list of `ports`, `containerPort` and `protocol`, which decide which resources
 * exist. If the server's container is replaced, the cluster's data is deleted, unless `dataVolume` keeps it; the
 * preview says so.
 */
export interface NodeArgs {
    /**
     * Additional arguments for `k3s server` or `k3s agent`, as K3s documents them. Refused are arguments that the
     * cluster sets itself or that have an argument of the Cluster: tokens, `--node-name`, `--server`, `--data-dir`,
     * `--cluster-cidr`, `--service-cidr`, `--disable`, `--https-listen-port`, `--private-registry`,
     * `--write-kubeconfig…`.
     *
     * @default none
     * @change Replaces the node's container.
     * @example ["--kubelet-arg=max-pods=200"]
     */
    extraArgs?: pulumi.Input<pulumi.Input<string>[]> | undefined;
    /**
     * Environment variables of K3s. Do not use them for secrets: `docker inspect` shows them. For proxies, use the
     * Cluster's `proxy`.
     *
     * @default none
     * @change Replaces the node's container.
     * @example { CATTLE_NEW_SIGNED_CERT_EXPIRATION_DAYS: "730" }
     */
    environment?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
    /**
     * Labels of the Kubernetes Node. `pulumi up` restores them if somebody changed them.
     *
     * @default none
     * @change Sets and removes labels while the node runs; replaces no resource.
     * @example { disk: "fast" }
     */
    labels?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
    /**
     * Taints of the Kubernetes Node, as kubectl writes them: `key=value:effect` or `key:effect`, with the effects
     * `NoSchedule`, `PreferNoSchedule` and `NoExecute`. `pulumi up` restores them if somebody changed them.
     *
     * @default none
     * @change Sets and removes taints while the node runs; replaces no resource.
     * @example ["dedicated=gpu:NoSchedule"]
     */
    taints?: pulumi.Input<pulumi.Input<string>[]> | undefined;
    /**
     * Memory limit of the node, including swap, in the units of Kubernetes: `Mi` or `Gi`, at least `512Mi`. The kubelet
     * reserves the rest of the machine's memory, so that `kubectl describe node` shows the limit as `Allocatable` and
     * the scheduler assigns no more than that to pods; `Capacity` is that of the machine.
     *
     * @default all memory of the Docker host
     * @change Changes the limit of the running container. The scheduler uses the new limit after the node's next start.
     * @example "4Gi"
     */
    memory?: pulumi.Input<string> | undefined;
    /**
     * CPU limit of the node, in CPUs, at least 0.1. The scheduler assigns no more than that to pods.
     *
     * @default all CPUs of the Docker host
     * @change Replaces the node's container.
     * @example 1.5
     */
    cpus?: pulumi.Input<number> | undefined;
    /**
     * Docker volumes and folders of the Docker host to mount into the node, for pods with `hostPath`.
     *
     * @default none
     * @change Replaces the node's container.
     * @example [{ source: "/srv/data", target: "/data", readOnly: true }]
     */
    volumes?: pulumi.Input<pulumi.Input<NodeVolume>[]> | undefined;
    /**
     * Ports of the node to publish on the Docker host, for a NodePort, a hostPort or a LoadBalancer Service. For a
     * Service that comes and goes, use a {@link ServiceEndpoint}: it is created and deleted independently of the node.
     * The number of ports has to be known before the deployment.
     *
     * @default none
     * @change Replaces the node's container.
     * @example [{ containerPort: 30080, hostPort: 30080 }]
     */
    ports?: NodePort[] | undefined;
}

/**
 * A Docker volume, or a folder of the Docker host, that is mounted into a node.
 *
 * @change Replaces the node's container.
 */
export interface NodeVolume {
    /** Name of a volume, which is created if missing; or, if it begins with `/`, a folder on the Docker host. */
    source: pulumi.Input<string>;
    /** Absolute path in the node. */
    target: pulumi.Input<string>;
    /**
     * Whether the node can only read it.
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
    /**
     * Port of the node: a NodePort or hostPort, or the port of a LoadBalancer Service. A plain value, because it is
     * part of a resource's name.
     */
    containerPort: number;
    /** Port on the Docker host. */
    hostPort: pulumi.Input<number>;
    /**
     * Transport protocol. A plain value, because it is part of a resource's name.
     *
     * @default "TCP"
     */
    protocol?: "TCP" | "UDP" | undefined;
    /**
     * Address on the Docker host to listen on. `0.0.0.0` opens the port to the network.
     *
     * @default `127.0.0.1`; if the daemon is on another machine, the address at which the daemon is reached
     */
    hostIP?: pulumi.Input<string> | undefined;
}

/**
 * Host names for an address, as in a pod's `hostAliases`.
 *
 * @change Replaces every node.
 */
export interface HostAlias {
    /** IPv4 or IPv6 address. */
    ip: pulumi.Input<string>;
    /** Host names of the address, at least one. */
    hostnames: pulumi.Input<pulumi.Input<string>[]>;
}
