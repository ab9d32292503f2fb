/** What is shown of an endpoint. */
export interface EndpointRow {
    name: string;
    /** `project/stack/cluster`. */
    cluster: string;
    via: "node" | "api";
    state: "listening" | "stopped" | "failed";
    /** Where it is reached on this machine, such as `127.0.0.1:21853`. */
    addresses: string[];
    /** `namespace/service:port`. */
    target: string;
    /** Open now; the kernel keeps those of a relay to itself. */
    connections?: number;
    /** Made since what carries it was started. */
    accepted?: number;
    /** Carried since then, both ways together. */
    bytes?: number;
    /** Why it does not work, or why its last connection failed. */
    problem?: string;
}

export interface ManagedEndpoint {
    row: EndpointRow;
    start(): Promise<void>;
    stop(): Promise<void>;
}
