import type * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { lifecycleResource } from "../../../provider/shims/lifecycle-resource";
import { type ClusterCore } from "../cluster/cluster-core";

/**
 * What the description of a release begins with in a cluster of another stack: which cluster it was made for, too. A new
 * cluster may have the data of the old one, and what ends the old release is to leave the new one alone.
 */
export function markInShared(mark: pulumi.Output<string>, { clusterId }: ClusterCore): pulumi.Output<string> {
    return pulumi.interpolate`${mark} ${clusterId}`;
}

/**
 * In a cluster of another stack, what uninstalls a release, whether the cluster is still there or not. None where a
 * transform leaves the release's name or namespace to Pulumi's plugin, which then uninstalls it.
 */
export function sharedRelease(
    name: string,
    { kubeconfig, clusterId, provider }: ClusterCore,
    args: kubernetes.helm.v3.ReleaseArgs,
    { mark, timeoutSeconds }: { mark: pulumi.Output<string>; timeoutSeconds: pulumi.Input<number> },
    parent: pulumi.Resource,
): pulumi.Resource | undefined {
    if (args.name === undefined || args.namespace === undefined) return undefined;
    const [release, namespace] = [args.name as pulumi.Input<string>, args.namespace as pulumi.Input<string>];
    // Made of all arguments, it goes before what they need. A transform may have given another description.
    const described = pulumi
        .all([mark, args])
        .apply(([own, { description = own }]) => (description.startsWith(own) ? own : description));
    return lifecycleResource(
        "v1.SharedRelease",
        `${name}-shared`,
        { kubeconfig, clusterId, release, namespace, mark: pulumi.unsecret(described), timeoutSeconds },
        { parent, dependsOn: provider },
    );
}
