import type * as docker from "@pulumi/docker";
import { type Cluster } from "../cluster/cluster";
import { clusterRule } from "../cluster/cluster-rule";
import { type Transform } from "../cluster/transform";
import {
    boolean,
    checkArguments,
    dnsLabel,
    either,
    func,
    oneOf,
    optional,
    port,
    portName,
    type Problem,
    seconds,
    shownValue,
} from "../validation";

/** The arguments of a {@link ServiceEndpoint}. */
export interface ServiceEndpointArgs {
    /** The cluster that the Service is in. A change replaces the endpoint. */
    cluster: Cluster;
    /** Name of the Service. A change replaces the endpoint; the host port stays. */
    service: string;
    /** Port of the Service, by number or name. A change replaces the endpoint; the host port stays. */
    port: number | string;
    /** Namespace of the Service. Default: `default`. A change replaces the endpoint; the host port stays. */
    namespace?: string;
    /** Transport protocol of the port. Default: `TCP`. `UDP` needs `via: "node"`. */
    protocol?: "TCP" | "UDP";
    /**
     * Scheme of the URL. Default: `https` for the ports 443 and 8443, else `http`; `udp` where that is the protocol.
     */
    scheme?: string;
    /**
     * Port on the Docker host, 1 to 65535: on its loopback address, or on the one that a remote daemon is reached at. With
     * `via: "api"`, a port on this machine's loopback address.
     *
     * Default: a free one, chosen once and kept. A change replaces the endpoint.
     */
    hostPort?: number;
    /**
     * How the bytes travel.
     *
     * - `node`: through a relay container to the cluster's nodes, with no API server in between. It is the faster one, takes
     *   UDP too, and comes back by itself after a reboot.
     * - `api`: through the API server to a ready pod, as `kubectl port-forward` does, by a process on this machine. It
     *   reaches headless Services too. After a reboot, `pulumi up` or `npx pulumi-k3s endpoints start` brings it back.
     *
     * Default: `node`. A change replaces the endpoint, with another port where none is given.
     */
    via?: "node" | "api";
    /**
     * Whether containers reach the endpoint by `host.docker.internal`, on the gateway of Docker's own bridge; for `via: "api"`.
     * A container needs `--add-host host.docker.internal:host-gateway` for it, but with Docker Desktop.
     *
     * Default: false. With `via: "node"` containers on the cluster's network reach it by its name, and this is not allowed.
     */
    forContainers?: boolean;
    /** How long to wait for a ready pod behind the Service, in seconds. Default: 120. */
    timeoutSeconds?: number;
    /**
     * Adjusts what the relay's container is made with, where no argument does: it gets the arguments of
     * `docker.Container` and returns them as they are to be. Default: none. With `via: "api"` there is no relay.
     */
    transform?: Transform<docker.ContainerArgs>;
}

/** Refuses arguments that cannot work, before anything is made. */
export function checkServiceEndpointArgs(name: string, args: ServiceEndpointArgs): void {
    checkArguments<ServiceEndpointArgs & { name: string }>(
        "ServiceEndpoint",
        name,
        { ...args, name },
        {
            name: dnsLabel,
            cluster: clusterRule,
            service: dnsLabel,
            port: either(port, portName),
            namespace: optional(dnsLabel),
            protocol: optional(oneOf("TCP", "UDP")),
            scheme: optional(scheme),
            hostPort: optional(port),
            via: optional(oneOf("node", "api")),
            forContainers: optional(boolean),
            timeoutSeconds: optional(seconds),
            transform: optional(func),
        },
        () => [...pathProblems(args), ...(args.via === "api" ? [] : takenName(name, args.cluster))],
    );
}

function pathProblems({ via, protocol, forContainers, transform }: ServiceEndpointArgs): Problem[] {
    if (via !== "api") {
        const message = 'is only for via: "api"; with via: "node", containers on the cluster\'s network use its name';
        return forContainers === undefined ? [] : [{ path: "forContainers", message }];
    }
    const message = 'must be "TCP" with via: "api", but is "UDP": Kubernetes forwards no UDP (kubernetes issue 47862)';
    return [
        ...(protocol === "UDP" ? [{ path: "protocol", message }] : []),
        ...(transform ? [{ path: "transform", message: 'adjusts the relay, and via: "api" has none' }] : []),
    ];
}

/**
 * The relay has the endpoint's name on the cluster's network, where the server has the cluster's, each node its own, and a
 * registry its role. Pools of agents may come after the endpoint, so the names of all that there could be are theirs.
 */
function takenName(name: string, { name: cluster, join }: Cluster): Problem[] {
    const taken = (whose: string) => [{ path: "name", message: `is "${name}", which is the name of ${whose}` }];
    if (join?.registries.aliases.includes(name)) return taken("a registry of the cluster");
    const role = name.startsWith(`${cluster}-`) ? name.slice(cluster.length + 1) : "";
    const isNode = role === "server" || /.-\d+$/.test(role);
    return name === cluster || isNode ? taken("the cluster or of one of its nodes") : [];
}

/** RFC 3986, section 3.1. */
function scheme(value: unknown, path: string): Problem[] {
    if (typeof value === "string" && /^[a-z][a-z0-9+.-]*$/i.test(value)) return [];
    return [{ path, message: `must be a URL scheme such as "http", but is ${shownValue(value)}` }];
}
