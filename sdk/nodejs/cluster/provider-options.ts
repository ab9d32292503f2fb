import * as docker from "@pulumi/docker";
import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { ArgumentError } from "../validation";
import { type ClusterCore } from "./cluster-core";

/**
 * Refuses a Docker provider in a component's options, which would have no effect: the cluster creates a Docker provider
 * of its own.
 */
export function refuseDockerProvider(
    component: string,
    name: string,
    options: pulumi.ComponentResourceOptions | undefined,
): void {
    if (!givenProviders(options).some((provider) => docker.Provider.isInstance(provider))) return;
    const message = "is a docker.Provider, but the cluster makes its own: say which daemon by the Cluster's dockerHost";
    throw new ArgumentError(component, name, [{ path: "options.provider", message }]);
}

/**
 * Returns the options of objects in a cluster: with the provider in the component's own options, or else the cluster's.
 */
export function kubernetesOptions(
    cluster: ClusterCore,
    options: pulumi.ComponentResourceOptions | undefined,
): { provider: pulumi.ProviderResource; dependsOn: pulumi.Resource[] } {
    const given = givenProviders(options).find((provider) => kubernetes.Provider.isInstance(provider));
    // A provider of the program does not wait until the cluster is ready, as the cluster's provider does.
    return given ? { provider: given, dependsOn: [cluster.provider] } : { provider: cluster.provider, dependsOn: [] };
}

function givenProviders({ provider, providers = [] }: pulumi.ComponentResourceOptions = {}): pulumi.ProviderResource[] {
    return [...(provider ? [provider] : []), ...Object.values(providers)];
}
