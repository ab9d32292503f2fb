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

/** The arguments of a {@link ServiceEndpoint}. Each accepts an Output, except `cluster`, `via` and `transform`. */
export interface ServiceEndpointArgs {
    /**
     * The cluster of the Service.
     *
     * @change Replaces the endpoint.
     */
    cluster: AnyCluster;
    /**
     * Name of the Service.
     *
     * @change Replaces the relay; the host port stays. With `via: "api"`, updates the endpoint in place.
     */
    service: pulumi.Input<string>;
    /**
     * Port of the Service, not of its pods, by number or name.
     *
     * @change Replaces the relay; the host port stays. With `via: "api"`, updates the endpoint in place.
     * @example "http"
     */
    port: pulumi.Input<number | string>;
    /**
     * Namespace of the Service.
     *
     * @default "default"
     * @change Replaces the relay; the host port stays. With `via: "api"`, updates the endpoint in place.
     */
    namespace?: pulumi.Input<string> | undefined;
    /**
     * Transport protocol of the port. `UDP` needs `via: "node"`.
     *
     * @default "TCP"
     * @change Replaces the endpoint, with another host port.
     */
    protocol?: pulumi.Input<"TCP" | "UDP"> | undefined;
    /**
     * Scheme of the URL.
     *
     * @default `https` for the ports 443 and 8443, `udp` for UDP, otherwise `http`
     * @change Changes the URL only.
     */
    scheme?: pulumi.Input<string> | undefined;
    /**
     * Port on the Docker host, 1 to 65535. It listens on the host's loopback address. If the Docker daemon is on
     * another machine, it listens on the address at which the daemon is reached. With `via: "api"`, it is a port on
     * this machine's loopback address.
     *
     * @default a free port, chosen once and kept
     * @change Replaces the endpoint.
     */
    hostPort?: pulumi.Input<number> | undefined;
    /**
     * How connections reach the Service. Not an Output.
     *
     * - `node`: through a relay container to the cluster's nodes, without the API server. This is faster, supports UDP
     *   and works again after a reboot without further action.
     * - `api`: through the API server to a ready pod, as `kubectl port-forward` does, by a process on this machine.
     *   This supports headless Services too. After a reboot, `pulumi up` or `npx pulumi-k3s endpoints start` restores
     *   it.
     *
     * @default "node"
     * @change Replaces the endpoint, with another host port. With a fixed `hostPort`, remove the endpoint, run
     * `pulumi up`, then add it again, because the new endpoint is created before the old one is deleted.
     */
    via?: "node" | "api" | undefined;
    /**
     * Whether containers reach the endpoint at `host.docker.internal`, on the gateway of Docker's own bridge. Requires
     * `via: "api"`; with `via: "node"`, containers on the cluster's network reach the endpoint by its name. On Linux, a
     * container needs `--add-host host.docker.internal:host-gateway`.
     *
     * @default false
     * @change The endpoint starts or stops listening for containers.
     */
    forContainers?: pulumi.Input<boolean> | undefined;
    /**
     * How long to wait for a ready pod behind the Service, in seconds.
     *
     * @default 120
     * @change Changes no resource.
     */
    timeoutSeconds?: pulumi.Input<number> | undefined;
    /**
     * Adjusts the relay's container where no argument does: arguments of `docker.Container`, or a function that changes
     * them. Cannot be combined with `via: "api"`, which has no relay.
     *
     * @default none
     * @change As Docker applies the changed settings; a setting may replace the relay.
     */
    transform?: Transform<docker.ContainerArgs> | undefined;
}

/** RFC 3986, section 3.1. */
const scheme = text('a URL scheme such as "http"', (value) => /^[a-z][a-z0-9+.-]*$/i.test(value));

/** Checks the arguments and throws if they cannot work, before anything is created. */
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
    return transform ? [{ path: "transform", message: 'adjusts the relay, which via: "api" does not have' }] : [];
}

function protocolProblems(via: ServiceEndpointArgs["via"], protocol: string | undefined): Problem[] {
    if (via !== "api" || protocol !== "UDP") return [];
    const message = 'must be "TCP" with via: "api", but is "UDP": Kubernetes forwards no UDP (kubernetes issue 47862)';
    return [{ path: "protocol", message }];
}

/**
 * Refuses a name that something else has on the cluster's network. The relay has the endpoint's name there, the server
 * has the cluster's, each node its own, and a registry its role. Pools of agents can be created after the endpoint, so
 * all names that a node could have are refused.
 */
function takenName(name: string, { name: cluster, core }: AnyCluster): Problem[] {
    const taken = (whose: string) => [{ path: "name", message: `is "${name}", which is the name of ${whose}` }];
    if (core.nodes?.taken.aliases.includes(name)) return taken("a registry of the cluster");
    const role = name.startsWith(`${cluster}-`) ? name.slice(cluster.length + 1) : "";
    const isNode = role === "server" || /.-\d+$/.test(role);
    return name === cluster || isNode ? taken("the cluster or of one of its nodes") : [];
}
