import type * as pulumi from "@pulumi/pulumi";
import {
    deferrable,
    listOf,
    objectOf,
    optional,
    plain,
    refined,
    type Rule,
    rule,
    secret,
    text,
} from "../../validation";
import { isLoopbackHost, isProxyUrl } from "./proxy-url";

/**
 * The source of a cluster's proxies: `"environment"` uses `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` of the program's
 * environment, in upper or lower case; `"docker"` uses the proxies that the Docker client sets in containers
 * (`proxies.default` in its `config.json`).
 */
export type ProxySource = "environment" | "docker";

/**
 * Proxies of a cluster's nodes and caches. A URL with a password is a secret in the state.
 *
 * @default none
 * @change Replaces every node and every cache.
 */
export interface ProxyArgs {
    /**
     * Proxy for HTTP requests (`HTTP_PROXY`): `http://`, `https://` or `socks5://`, a host, a port. In a node,
     * `localhost` is the node itself; a proxy on the Docker host is at `host.docker.internal`.
     *
     * @default none
     * @example "http://proxy.example:3128"
     */
    http?: pulumi.Input<string> | undefined;
    /**
     * Proxy for HTTPS requests (`HTTPS_PROXY`), such as most requests to registries. It has the same form as `http`:
     * the scheme is the one that the proxy itself speaks.
     *
     * @default none
     * @example pulumi.interpolate`http://ci:${password}@proxy.example:3128`
     */
    https?: pulumi.Input<string> | undefined;
    /**
     * Additional names, domains (`.corp.example`) and IPv4 networks that are reached without a proxy. Everything that
     * belongs to the cluster is reached without one anyway.
     *
     * @default none
     * @example [".corp.example", "192.168.0.0/16"]
     */
    noProxy?: pulumi.Input<pulumi.Input<string>[]> | undefined;
}

const url: Rule = secret(
    deferrable((value, path, defer) => {
        const problems = text('a proxy\'s URL such as "http://proxy.example:3128"', isProxyUrl)(value, path, defer);
        if (problems.length > 0 || typeof value !== "string" || !isLoopbackHost(value)) return problems;
        const message =
            "names localhost, which in a node is the node itself: name the Docker host host.docker.internal";
        return [{ path, message }];
    }),
);

const exception = text('a name, a domain such as ".corp.example" or a network such as "10.0.0.0/8"', (value) =>
    /^[^\s,]+$/.test(value),
);

const fields: Rule = refined(
    objectOf<ProxyArgs>({ http: optional(url), https: optional(url), noProxy: optional(listOf(exception)) }),
    ({ http, https }: ProxyArgs, path) =>
        http === undefined && https === undefined ? [{ path, message: "has neither http nor https" }] : [],
);

const source = rule('"environment", "docker" or an object with http, https and noProxy', (value) =>
    ["environment", "docker"].includes(value as string),
);

/** The choice of proxies decides about every node, so it has to be known at construction. The URLs may be Outputs. */
export const proxyRule: Rule = plain((value, path, defer) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
        ? fields(value, path, defer)
        : source(value, path),
);
