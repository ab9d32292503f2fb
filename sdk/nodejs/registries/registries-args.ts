import type * as pulumi from "@pulumi/pulumi";

/**
 * The registries from which nodes pull images, and the credentials for them: K3s's `registries.yaml`.
 *
 * @default none
 * @change Replaces every node, because K3s reads these settings only when it starts.
 */
export interface RegistriesArgs {
    /**
     * Other addresses of a registry, by the registry's host (`docker.io`, `registry.example:5000`) or `*` for all. The
     * registry itself is tried last.
     *
     * @example { "docker.io": { endpoints: ["https://mirror.example"] } }
     */
    mirrors?: Record<string, RegistryMirror> | undefined;
    /**
     * Credentials and trusted certificates, by the host of an endpoint or a registry, or `*` for all. The hosts, and
     * the fields that each of them has, have to be known before the deployment.
     *
     * @example { "registry.example": { username: "ci", password: config.requireSecret("password") } }
     */
    configs?: Record<string, RegistryConfig> | undefined;
    /**
     * Registries whose images are pulled through a cache: a container next to the nodes, with a volume of the stack.
     * The cache pulls from the registry's first endpoint in `mirrors`, or else from the registry itself, with the
     * `username`, `password` and `ca` that `configs` has for that host or for `*`. The registries and their first
     * endpoints have to be known before the deployment.
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
     * Rewrites of repository names: Go regular expressions and their replacements.
     *
     * @default none
     * @example { "^library/(.*)": "dockerhub/$1" }
     */
    rewrite?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

/**
 * Credentials for a host, and the certificates that nodes trust there. They are files in the nodes that only root can
 * read.
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
     * @default the authorities of the node image
     */
    ca?: pulumi.Input<string> | undefined;
    /** Client certificate, as PEM text. Needs `key`. */
    certificate?: pulumi.Input<string> | undefined;
    /** Key of the client certificate, as PEM text. A secret in the state. */
    key?: pulumi.Input<string> | undefined;
    /**
     * Whether to accept any certificate.
     *
     * @default false
     */
    insecureSkipVerify?: pulumi.Input<boolean> | undefined;
}

/** A registry next to the nodes. */
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
     * @default the configuration `k3s:registryImage`, or else `registry:3`
     * @change Replaces the registry only.
     */
    image?: pulumi.Input<string> | undefined;
    /**
     * Where the registry's images are stored.
     *
     * - `true`: in a volume of the stack; `pulumi destroy` deletes them.
     * - a name: in the volume with that name, which is created if missing; the images outlive `pulumi destroy` too.
     * - `false`: in the registry's container.
     *
     * @default true
     * @change Replaces the registry, which starts with the images of the new place.
     */
    volume?: boolean | string | undefined;
}
