import { ok, type Verdict } from "./check";

export interface PortRange {
    first: number;
    last: number;
}

/** The ports from which the package chooses those of endpoints and API servers. */
export interface HostPorts {
    range: PortRange;
    /** How many ports were tried, and how many of them are free. */
    tried: number;
    free: number;
    /** The ports that the operating system uses for outgoing connections, if known. */
    outgoing?: PortRange;
    /** Why the operating system refuses some ports that are not in use. */
    refusal?: string;
}

/** Checks whether there are free ports for endpoints and API servers. */
export function checkHostPorts({ range, tried, free, outgoing, refusal }: HostPorts): Verdict {
    const share = free === tried ? `all ${tried}` : `${free} of ${tried}`;
    const found = `${range.first} to ${range.last}: ${share} looked at are free`;
    const next = "stop what holds them; or give apiPort of the Cluster and hostPort of endpoints ports that are free";
    if (free === 0) {
        const consequence = "pulumi up finds no port for the API server";
        return { state: "problem", found: refusal === undefined ? found : `${found}: ${refusal}`, consequence, next };
    }
    if (refusal !== undefined) {
        return {
            state: "warning",
            found: `${found}; some cannot be used: ${refusal}`,
            consequence: "pulumi up fails when it chooses one of them",
            next: "free the ports (on Windows: netsh int ipv4 show excludedportrange tcp), or choose apiPort and hostPort",
        };
    }
    if (outgoing && outgoing.first <= range.last && outgoing.last >= range.first) {
        return {
            state: "warning",
            found: `${found}; outgoing connections take ${outgoing.first} to ${outgoing.last}`,
            consequence: "a chosen port may be taken by a connection before its container publishes it",
            next: 'sysctl -w net.ipv4.ip_local_port_range="32768 60999"',
        };
    }
    return ok(found);
}

/** The ports of another machine, where none can be tried. Only the ports that its containers publish count as taken. */
export function publishedOf(range: PortRange, published: { has(port: number): boolean }): HostPorts {
    const all = Array.from({ length: range.last - range.first + 1 }, (_, index) => range.first + index);
    return { range, tried: all.length, free: all.filter((port) => !published.has(port)).length };
}
