import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import { type AnyCluster, clusterRule } from "../cluster/cluster-core";
import { type Transform, transformRule } from "../cluster/transform";
import {
    boolean,
    checkArguments,
    dnsLabel,
    either,
    oneOf,
    optional,
    plain,
    port,
    portName,
    type Problem,
    relation,
    seconds,
    text,
} from "../validation";

/** The arguments of a {@link ServiceEndpoint}. */
export interface ServiceEndpointArgs {
    /** The cluster that the Service is in. A change replaces the endpoint. */
    cluster: AnyCluster;
    /** Name of the Service. A change replaces the endpoint; the host port stays. */
    service: pulumi.Input<string>;
    /** Port of the Service, by number or name. A change replaces the endpoint; the host port stays. */
    port: pulumi.Input<number | string>;
    /** Namespace of the Service. Default: `default`. A change replaces the endpoint; the host port stays. */
    namespace?: pulumi.Input<string> | undefined;
    /** Transport protocol of the port. Default: `TCP`. `UDP` needs `via: "node"`. */
    protocol?: pulumi.Input<"TCP" | "UDP"> | undefined;
    /**
     * Scheme of the URL. Default: `https` for the ports 443 and 8443, else `http`; `udp` where that is the protocol.
     */
    scheme?: pulumi.Input<string> | undefined;
    /**
     * Port on the Docker host, 1 to 65535: on its loopback address, or on the one that a remote daemon is reached at. With
     * `via: "api"`, a port on this machine's loopback address.
     *
     * Default: a free one, chosen once and kept. A change replaces the endpoint.
     */
    hostPort?: pulumi.Input<number> | undefined;
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
    via?: "node" | "api" | undefined;
    /**
     * Whether containers reach the endpoint by `host.docker.internal`, on the gateway of Docker's own bridge; for `via: "api"`.
     * A container needs `--add-host host.docker.internal:host-gateway` for it, but with Docker Desktop.
     *
     * Default: false. With `via: "node"` containers on the cluster's network reach it by its name, and this is not allowed.
     */
    forContainers?: pulumi.Input<boolean> | undefined;
    /** How long to wait for a ready pod behind the Service, in seconds. Default: 120. */
    timeoutSeconds?: pulumi.Input<number> | undefined;
    /**
     * Adjusts what the relay's container is made with, where no argument does: arguments of `docker.Container`, or a function
     * of them. Default: none. With `via: "api"` there is no relay.
     */
    transform?: Transform<docker.ContainerArgs> | undefined;
}

/** RFC 3986, section 3.1. */
const scheme = text('a URL scheme such as "http"', (value) => /^[a-z][a-z0-9+.-]*$/i.test(value));

/** Refuses arguments that cannot work, before anything is made. */
export function checkServiceEndpointArgs(name: string, args: ServiceEndpointArgs): ServiceEndpointArgs {
    return checkArguments<ServiceEndpointArgs & { name: string }>(
        "ServiceEndpoint",
        name,
        { ...args, name },
        {
            name: plain(dnsLabel),
            cluster: plain(clusterRule),
            service: dnsLabel,
            port: either(port, portName),
            namespace: optional(dnsLabel),
            protocol: optional(oneOf("TCP", "UDP")),
            scheme: optional(scheme),
            hostPort: optional(port),
            via: optional(plain(oneOf("node", "api"))),
            forContainers: optional(boolean),
            timeoutSeconds: optional(seconds),
            transform: optional(plain(transformRule)),
        },
        () => [
            ...pathProblems(args),
            ...(args.via === "api" ? [] : takenName(name, args.cluster)),
            relation({ protocol: args.protocol }, ({ protocol }) => protocolProblems(args.via, protocol)),
        ],
    );
}

function pathProblems({ via, forContainers, transform }: ServiceEndpointArgs): Problem[] {
    if (via !== "api") {
        const message = 'is only for via: "api"; with via: "node", containers on the cluster\'s network use its name';
        return forContainers === undefined ? [] : [{ path: "forContainers", message }];
    }
    return transform ? [{ path: "transform", message: 'adjusts the relay, and via: "api" has none' }] : [];
}

function protocolProblems(via: ServiceEndpointArgs["via"], protocol: string | undefined): Problem[] {
    if (via !== "api" || protocol !== "UDP") return [];
    const message = 'must be "TCP" with via: "api", but is "UDP": Kubernetes forwards no UDP (kubernetes issue 47862)';
    return [{ path: "protocol", message }];
}

/**
 * The relay has the endpoint's name on the cluster's network, where the server has the cluster's, each node its own, and a
 * registry its role. Pools of agents may come after the endpoint, so the names of all that there could be are theirs.
 */
function takenName(name: string, { name: cluster, core }: AnyCluster): Problem[] {
    const taken = (whose: string) => [{ path: "name", message: `is "${name}", which is the name of ${whose}` }];
    if (core.nodes?.taken.aliases.includes(name)) return taken("a registry of the cluster");
    const role = name.startsWith(`${cluster}-`) ? name.slice(cluster.length + 1) : "";
    const isNode = role === "server" || /.-\d+$/.test(role);
    return name === cluster || isNode ? taken("the cluster or of one of its nodes") : [];
}
