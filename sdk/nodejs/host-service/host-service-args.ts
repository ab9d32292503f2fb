import type * as pulumi from "@pulumi/pulumi";
import { type AnyCluster, clusterRule } from "../cluster/cluster-core";
import { checkArguments, dnsLabel, optional, plain, port } from "../validation";

/** The arguments of a {@link HostService}. Each accepts an Output, except `cluster`. */
export interface HostServiceArgs {
    /**
     * The cluster whose pods use the Service.
     *
     * @change Replaces the Service.
     */
    cluster: AnyCluster;
    /**
     * Port of the process on this machine's loopback address.
     *
     * @change Updates in place.
     * @example 3000
     */
    hostPort: pulumi.Input<number>;
    /**
     * Port of the Service.
     *
     * @default `hostPort`
     * @change Updates in place.
     */
    port?: pulumi.Input<number> | undefined;
    /**
     * Namespace of the Service, which must exist.
     *
     * @default "default"
     * @change Replaces the Service.
     */
    namespace?: pulumi.Input<string> | undefined;
}

/** Checks the arguments and throws if they cannot work, before anything is created. */
export function checkHostServiceArgs(name: string, args: HostServiceArgs): HostServiceArgs {
    return checkArguments<HostServiceArgs & { name: string }>(
        "HostService",
        name,
        { ...args, name },
        {
            name: plain(dnsLabel),
            cluster: plain(clusterRule),
            hostPort: port,
            port: optional(port),
            namespace: optional(dnsLabel),
        },
        () => (args.cluster.core.nodes ? [] : [{ path: "cluster", message: inProduction }]),
    );
}

const inProduction = "is a production cluster, whose pods do not reach this machine";
