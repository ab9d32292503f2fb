/** The kinds of resources, in the order in which resources of one parent are sorted. */
export const resourceKinds = [
    "cluster",
    "pool",
    "node",
    "registry",
    "cache",
    "release",
    "manifest",
    "workload",
    "service",
    "object",
    "pod",
    "endpoint",
] as const;
export type ResourceKind = (typeof resourceKinds)[number];

/**
 * The health of a resource, from best to worst. `progressing`: may become healthy by itself. `unhealthy`: somebody has
 * to do something. `unknown`: the source could not be asked, so the resource may be either.
 */
export const healths = ["healthy", "progressing", "unknown", "unhealthy"] as const;
export type Health = (typeof healths)[number];

/** The condition of a resource and its reason, in the words of `pulumi up`. */
export interface Condition {
    /** A word or two, such as `ready`, `deployed`, `listening`, `stopped`. */
    state: string;
    health: Health;
    /** The reason, in words for people. Absent if there is nothing to say. */
    why?: string;
    /** After how many seconds the problem counts as a terminal failure. Absent if it may pass by itself. */
    terminalAfterSeconds?: number;
}

/** The connections of an endpoint since its relay or forwarder was started. */
export interface EndpointTraffic {
    /** The number of open connections. Absent for a relay, whose open connections only the kernel knows. */
    connections?: number;
    accepted?: number;
    /** The sum of both directions. */
    bytes?: number;
}

/** A relation of a resource to another one that is not its parent. */
export interface Relation {
    /** A pod runs on a node, an endpoint leads to a Service, a Service to its pods. */
    type: "runs-on" | "leads-to";
    /** The id of the other resource, which need not exist. */
    id: string;
}

/** Something that runs, or should. Contains no secrets, and nothing about how it is displayed. */
export interface Resource extends Condition {
    /** Unique and lasting: the cluster's path, then kind and name, such as `shop/dev/dev/pod/default/web-0`. */
    id: string;
    kind: ResourceKind;
    /** The kind of an object in Kubernetes, such as `Deployment`. */
    objectKind?: string;
    name: string;
    /** Absent for resources without a namespace. */
    namespace?: string;
    /** `project/stack/cluster`. */
    cluster: string;
    /** The id of the resource that it is a part of. Absent for a cluster. */
    parent?: string;
    /** The addresses at which it is reached, best first. */
    addresses: string[];
    /** The version of K3s or of the chart, or the image of the container. */
    version?: string;
    /** RFC 3339: when it was created or started. */
    since?: string;
    /** How often the containers of a pod were restarted. */
    restarts?: number;
    /** The names of a pod's containers, in the order in which they start. */
    containers?: string[];
    /** The name of the Docker container of a node, a registry, a cache or a relay. */
    container?: string;
    /** The target of an endpoint, `namespace/service:port`. */
    target?: string;
    /** The scheme with which a browser opens an endpoint. */
    scheme?: "http" | "https";
    /**
     * What carries an endpoint: `node` a relay, `api` a forwarder. `host`: a HostService, which leads to this machine.
     */
    via?: "node" | "api" | "host";
    traffic?: EndpointTraffic;
    relations?: Relation[];
}

/** Returns the id of a resource in a cluster. */
export function resourceId(cluster: string, kind: string, name: string, namespace?: string): string {
    return [cluster, kind, ...(namespace ? [namespace] : []), name].join("/");
}
