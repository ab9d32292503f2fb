import type * as pulumi from "@pulumi/pulumi";

/**
 * Where nodes pull images from, and how they log in there: K3s's `registries.yaml`.
 *
 * @default none
 * @change Replaces every node, because K3s reads this only when it starts.
 */
export interface RegistriesArgs {
    /**
     * Other addresses of a registry, by the registry's host (`docker.io`, `registry.example:5000`) or `*` for all. The
     * registry itself stays the last resort.
     *
     * @example { "docker.io": { endpoints: ["https://mirror.example"] } }
     */
    mirrors?: Record<string, RegistryMirror> | undefined;
    /**
     * Logins and trusted certificates, by the host of an endpoint or a registry, or `*` for all. The hosts, and the fields
     * that each has, have to be known before anything is created.
     *
     * @example { "registry.example": { username: "ci", password: config.requireSecret("password") } }
     */
    configs?: Record<string, RegistryConfig> | undefined;
    /**
     * Registries whose images come through a cache: a container beside the nodes, with a volume of the stack. The cache
     * pulls from the registry's first endpoint in `mirrors`, else from the registry itself, with the `username`,
     * `password` and `ca` that `configs` has for that host, or for `*`. The registries and their first endpoints have to
     * be known before anything is created.
     *
     * @example ["docker.io", "ghcr.io"]
     */
    pullThrough?: string[] | undefined;
}

/**
 * Other addresses of a registry.
 *
 * @change Replaces every node.
 */
export interface RegistryMirror {
    /** URLs, `http://` or `https://`, which nodes try in this order. */
    endpoints: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * Other names for repositories: Go regular expressions, and their replacements.
     *
     * @default none
     * @example { "^library/(.*)": "dockerhub/$1" }
     */
    rewrite?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

/**
 * Credentials for a host, and the certificates that nodes trust there. They are files in the nodes, for root alone.
 *
 * @default none
 * @change Replaces every node.
 */
export interface RegistryConfig {
    /** User name. Needs `password`. */
    username?: pulumi.Input<string> | undefined;
    /** Password. A secret in the state. */
    password?: pulumi.Input<string> | undefined;
    /** Identity token in place of username and password. A secret in the state. */
    token?: pulumi.Input<string> | undefined;
    /**
     * Certificates of trusted authorities, as PEM text.
     *
     * @default those of the node image
     */
    ca?: pulumi.Input<string> | undefined;
    /** Client certificate, as PEM text. Needs `key`. */
    certificate?: pulumi.Input<string> | undefined;
    /** Key of the client certificate, as PEM text. A secret in the state. */
    key?: pulumi.Input<string> | undefined;
    /**
     * Whether to trust any certificate.
     *
     * @default false
     */
    insecureSkipVerify?: pulumi.Input<boolean> | undefined;
}

/** A registry beside the nodes. */
export interface RegistryArgs {
    /**
     * Port on the Docker host's loopback address, 1 to 65535.
     *
     * @default a free port, chosen once and kept
     * @change Replaces every node.
     */
    port?: pulumi.Input<number> | undefined;
    /**
     * Image of the registry.
     *
     * @default the configuration `k3s:registryImage`, else `registry:3`
     * @change Replaces the registry alone.
     */
    image?: pulumi.Input<string> | undefined;
    /**
     * Where the registry's images live.
     *
     * - `true`: in a volume of the stack; `pulumi destroy` deletes them.
     * - a name: in that volume, created if missing; they survive `pulumi destroy` too.
     * - `false`: in its container.
     *
     * @default true
     * @change Replaces the registry, which starts with other images.
     */
    volume?: boolean | string | undefined;
}
