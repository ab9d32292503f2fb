import * as docker from "@pulumi/docker";
import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { ArgumentError } from "../validation";
import { type ClusterCore } from "./cluster-core";

/** Refuses what would be passed over in silence: what is in Docker is made with a provider of the cluster's own. */
export function refuseDockerProvider(
    component: string,
    name: string,
    options: pulumi.ComponentResourceOptions | undefined,
): void {
    if (!givenProviders(options).some((provider) => docker.Provider.isInstance(provider))) return;
    const message = "is a docker.Provider, but the cluster makes its own: say which daemon by the Cluster's dockerHost";
    throw new ArgumentError(component, name, [{ path: "options.provider", message }]);
}

/** The options of objects in a cluster: the provider that a component is given in its own options, else the cluster's. */
export function kubernetesOptions(
    cluster: ClusterCore,
    options: pulumi.ComponentResourceOptions | undefined,
): { provider: pulumi.ProviderResource; dependsOn: pulumi.Resource[] } {
    const given = givenProviders(options).find((provider) => kubernetes.Provider.isInstance(provider));
    // One of a program's own is there as soon as there is a kubeconfig; the cluster's waits until the cluster is ready.
    return given ? { provider: given, dependsOn: [cluster.provider] } : { provider: cluster.provider, dependsOn: [] };
}

function givenProviders({ provider, providers = [] }: pulumi.ComponentResourceOptions = {}): pulumi.ProviderResource[] {
    return [...(provider ? [provider] : []), ...Object.values(providers)];
}
