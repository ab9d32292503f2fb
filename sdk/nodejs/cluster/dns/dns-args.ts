import type * as pulumi from "@pulumi/pulumi";

/**
 * Resolvers for names outside of the cluster.
 *
 * @change Replaces every node.
 */
export interface DnsArgs {
    /**
     * IPv4 addresses of one to three resolvers that nodes and pods ask instead of those of the Docker host. Names of containers
     * on the cluster's network still resolve.
     *
     * @default those of the Docker host
     */
    resolvers?: pulumi.Input<pulumi.Input<string>[]> | undefined;
    /**
     * IPv4 addresses of one to three resolvers by domain: pods ask them for the domain and all names below it. The domains have to
     * be known before anything is created.
     *
     * @default none
     * @example { "corp.example": ["10.8.0.2"] }
     */
    domains?: Record<string, pulumi.Input<pulumi.Input<string>[]>> | undefined;
}
