import type * as pulumi from "@pulumi/pulumi";

/** Where nodes pull images from, and how they log in there: K3s's `registries.yaml`. */
export interface RegistriesArgs {
    /**
     * Where images of a registry are pulled from instead, by the registry's host (`docker.io`, `registry.example:5000`) or
     * `*` for all. The registry itself stays the last resort.
     *
     * @example { "docker.io": { endpoints: ["https://mirror.example"] } }
     */
    mirrors?: Record<string, RegistryMirror> | undefined;
    /**
     * How to log in to a host and what to trust there, by the host of an endpoint or a registry, or `*` for all. For which
     * hosts, and which of its fields there are, has to be known before anything is created.
     */
    configs?: Record<string, RegistryConfig> | undefined;
    /**
     * Registries whose images come through a cache: a container beside the nodes, with a volume of the stack. It pulls
     * from the registry's first endpoint in `mirrors`, else from the registry itself, with the credentials and the `ca`
     * that `configs` has for that host, or for `*`. Which there are, and their first endpoints, have to be known before
     * anything is created.
     *
     * @example ["docker.io", "ghcr.io"]
     */
    pullThrough?: string[] | undefined;
}

/** A registry's other addresses. */
export interface RegistryMirror {
    /** URLs, `http://` or `https://`, that are tried in this order. */
    endpoints: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * Other names for repositories: regular expressions of Go, and what they become.
     *
     * @example { "^library/(.*)": "dockerhub/$1" }
     */
    rewrite?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

/** Credentials for a host, and what is trusted there. They are files in the nodes, for root alone. */
export interface RegistryConfig {
    /** Needs `password`. */
    username?: pulumi.Input<string> | undefined;
    /** A secret in the state. */
    password?: pulumi.Input<string> | undefined;
    /** An identity token in place of username and password. A secret in the state. */
    token?: pulumi.Input<string> | undefined;
    /** Certificates of the authorities that are trusted there, as PEM text. Default: those of the node image. */
    ca?: pulumi.Input<string> | undefined;
    /** Certificate to log in with, as PEM text. Needs `key`. */
    certificate?: pulumi.Input<string> | undefined;
    /** The certificate's key, as PEM text. A secret in the state. */
    key?: pulumi.Input<string> | undefined;
    /** Trust any certificate. Default: false. */
    insecureSkipVerify?: pulumi.Input<boolean> | undefined;
}

/** A registry beside the nodes. */
export interface RegistryArgs {
    /** Port on the Docker host's loopback address, 1 to 65535. Default: a free one, chosen once and kept. */
    port?: pulumi.Input<number> | undefined;
    /** Image of the registry. Default: the configuration `k3s:registryImage`, else `registry:3`. */
    image?: pulumi.Input<string> | undefined;
    /**
     * Where its images live.
     *
     * - `true`: in a volume of the stack; they go with `pulumi destroy`. The default.
     * - a name: in that volume, made if there is none; they survive `pulumi destroy` too.
     * - `false`: in its container.
     */
    volume?: boolean | string | undefined;
}
