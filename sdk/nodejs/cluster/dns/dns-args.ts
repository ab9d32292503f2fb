import type * as pulumi from "@pulumi/pulumi";

/**
 * DNS resolvers for names outside of the cluster.
 *
 * @change Replaces every node.
 */
export interface DnsArgs {
    /**
     * IPv4 addresses of one to three resolvers that nodes and pods use in place of the Docker host's. Names of
     * containers on the cluster's network still resolve.
     *
     * @default the resolvers of the Docker host
     */
    resolvers?: pulumi.Input<pulumi.Input<string>[]> | undefined;
    /**
     * IPv4 addresses of one to three resolvers for each domain: pods use them for the domain and all names below it.
     * The domains have to be known before the deployment.
     *
     * @default none
     * @example { "corp.example": ["10.8.0.2"] }
     */
    domains?: Record<string, pulumi.Input<pulumi.Input<string>[]>> | undefined;
}
