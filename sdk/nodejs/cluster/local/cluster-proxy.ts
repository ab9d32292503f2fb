import type * as pulumi from "@pulumi/pulumi";
import { registryAliases } from "../../registries/registries";
import { whenKnown } from "../../validation";
import { type ClusterSettings } from "../arguments/cluster-settings";
import { type HostAlias } from "../arguments/node-args";
import { nodeName } from "../names";
import { proxyVariables, type Variables } from "../proxy/proxy-variables";

/** Returns the proxy variables of a cluster's nodes and caches. A node adds its own name to them. */
export function clusterProxy(
    cluster: string,
    settings: ClusterSettings,
    networkSubnets: pulumi.Output<string[]>,
): Variables {
    const { proxy, podSubnet, serviceSubnet, hostAliases } = settings;
    const own = [cluster, nodeName(cluster, "server"), ...registryAliases(settings)];
    return proxyVariables(proxy, {
        names: whenKnown(hostAliases, (known) => [
            ...own,
            ...(known as pulumi.Unwrap<HostAlias>[]).flatMap(({ hostnames }) => hostnames),
        ]),
        subnets: whenKnown([podSubnet, serviceSubnet, networkSubnets], (known) => (known as string[]).flat()),
    });
}
