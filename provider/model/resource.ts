/** What a resource of the model may be, in the order in which those of one parent are read. */
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
 * How a resource is: `progressing` may well pass by itself, `unhealthy` needs somebody; `unknown` is what could not be asked.
 * From best to worst, but for `unknown`, which says nothing of either.
 */
export const healths = ["healthy", "progressing", "unknown", "unhealthy"] as const;
export type Health = (typeof healths)[number];

/** How a resource is, and why, in the words that `pulumi up` has for it. */
export interface Condition {
    /** In a word or two, such as `ready`, `deployed`, `listening`, `stopped`. */
    state: string;
    health: Health;
    /** Absent where there is nothing to say. */
    why?: string;
    /** After how long only a change by people helps; absent while it may well pass by itself. */
    terminalAfterSeconds?: number;
}

/** Connections since what carries them was started. */
export interface EndpointTraffic {
    /** Open now; the kernel keeps those of a relay to itself. */
    connections?: number;
    accepted?: number;
    /** Both ways together. */
    bytes?: number;
}

/** How one resource has to do with another one, beside its parent. */
export interface Relation {
    /** A pod runs on a node, an endpoint leads to a Service, a Service to its pods. */
    type: "runs-on" | "leads-to";
    /** Of the other one; it need not be there. */
    id: string;
}

/** One thing that runs, or should. Nothing in it is secret, and nothing in it is about how it is shown. */
export interface Resource extends Condition {
    /** Unique and lasting: the cluster's path, then kind and name, such as `shop/dev/dev/pod/default/web-0`. */
    id: string;
    kind: ResourceKind;
    /** Of an object in a cluster: its kind, such as `Deployment`. */
    objectKind?: string;
    name: string;
    /** Of what is in a namespace. */
    namespace?: string;
    /** `project/stack/cluster`. */
    cluster: string;
    /** Id of what it is a part of; a cluster is a part of nothing. */
    parent?: string;
    /** Where it is reached, best first. */
    addresses: string[];
    /** Of what it runs: of K3s, a chart, an image. */
    version?: string;
    /** RFC 3339: since when it is there, or runs. */
    since?: string;
    /** Of a pod: how often its containers were started again. */
    restarts?: number;
    /** Of a pod: its containers, in the order in which they are started. */
    containers?: string[];
    /** Of a node, registry, cache or relay: the name of its Docker container. */
    container?: string;
    /** Of an endpoint: `namespace/service:port`. */
    target?: string;
    /** Of an endpoint: what a browser has to speak with it. */
    scheme?: "http" | "https";
    /** Of an endpoint: by a relay or by a forwarder; `host` for a HostService, which leads to this machine. */
    via?: "node" | "api" | "host";
    traffic?: EndpointTraffic;
    relations?: Relation[];
}

/** The id of a resource in a cluster. */
export function resourceId(cluster: string, kind: string, name: string, namespace?: string): string {
    return [cluster, kind, ...(namespace ? [namespace] : []), name].join("/");
}
