/** An endpoint in the form in which commands show it. */
export interface EndpointRow {
    name: string;
    /** `project/stack/cluster`. */
    cluster: string;
    via: "node" | "api" | "host";
    state: "listening" | "stopped" | "failed";
    /** The addresses at which it is reached on this machine, such as `127.0.0.1:21853`. */
    addresses: string[];
    /** `namespace/service:port`. For `host`: the address of the process that answers. */
    target: string;
    /** The number of open connections. Absent for a relay, whose open connections only the kernel knows. */
    connections?: number;
    /** The number of connections since its relay or forwarder was started. */
    accepted?: number;
    /** The bytes carried since then, in both directions. */
    bytes?: number;
    /** Why it does not work, or why its last connection failed. */
    problem?: string;
}

export interface ManagedEndpoint {
    row: EndpointRow;
    start(): Promise<void>;
    stop(): Promise<void>;
}
