import * as pulumi from "@pulumi/pulumi";
import { isDeferred, whenKnown } from "../../validation";
import { type ProxySettings } from "./proxy-settings";

/** Environment variables by their names. */
export type Variables = Record<string, pulumi.Input<string>>;

/** The addresses in a cluster that must not be reached through a proxy. */
export interface LocalNames {
    /** The names of the cluster's containers on their network, and the names in the nodes' hosts files. */
    names: pulumi.Input<pulumi.Input<string>[]>;
    /** The subnets of pods, of Services and of the cluster's Docker network. */
    subnets: pulumi.Input<pulumi.Input<string>[]>;
}

/** The names and subnets that every cluster has. */
const alwaysLocal = ["localhost", "127.0.0.0/8", "::1", "host.docker.internal", ".svc", ".cluster.local"];

/** Returns the environment variables of the proxies; none without a proxy. */
export function proxyVariables(proxy: ProxySettings | undefined, { names, subnets }: LocalNames): Variables {
    if (!proxy) return {};
    const { http, https, noProxy } = proxy;
    const exceptions = pulumi
        .all([noProxy, alwaysLocal, subnets, names])
        .apply((lists) => joined((lists as string[][]).flat()));
    return {
        ...(http && { HTTP_PROXY: http }),
        ...(https && { HTTPS_PROXY: https }),
        NO_PROXY: exceptions,
    };
}

/**
 * Adds the proxies' variables to a container's environment. Variables that the user set, in upper or lower case, stay.
 */
export function withProxy(
    environment: pulumi.Input<Variables>,
    proxy: pulumi.Input<Variables>,
    ownName: string,
): pulumi.Input<Variables> {
    if (!isDeferred(proxy) && Object.keys(proxy).length === 0) return environment;
    if (isDeferred(environment) || isDeferred(proxy)) {
        return pulumi
            .all([environment, proxy])
            .apply(([own, given]) => merged(own, given, ownName) as Record<string, string>);
    }
    return merged(environment as Variables, proxy as Variables, ownName);
}

function merged(environment: Variables, proxy: Variables, ownName: string): Variables {
    const own = new Set(Object.keys(environment).map((name) => name.toUpperCase()));
    const added = Object.entries(proxy).filter(([name]) => !own.has(name));
    const named = added.map(([name, value]) => [name, name === "NO_PROXY" ? including(value, ownName) : value]);
    return { ...(Object.fromEntries(named) as Variables), ...environment };
}

function including(list: pulumi.Input<string>, name: string): pulumi.Input<string> {
    return whenKnown(list, (known) => joined([...known.split(","), name]));
}

function joined(entries: string[]): string {
    return [...new Set(entries)].join(",");
}
