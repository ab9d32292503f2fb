import type * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { lifecycleResource } from "../../../provider/shims/lifecycle-resource";
import { type ClusterCore } from "../cluster/cluster-core";

/**
 * Returns the start of a release's description in a cluster of another stack. It contains the id of the cluster for
 * which the release was created: a new cluster may have the old one's data, and the deletion of the old release must
 * not delete the new one.
 */
export function markInShared(mark: pulumi.Output<string>, { clusterId }: ClusterCore): pulumi.Output<string> {
    return pulumi.interpolate`${mark} ${clusterId}`;
}

/**
 * Creates the resource that uninstalls a release in a cluster of another stack, whether or not the cluster still
 * exists. Returns undefined if a transform leaves the release's name or namespace to Pulumi's plugin, which then
 * uninstalls the release.
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
    // Depends on all arguments, so that the release is uninstalled before the resources that it needs are deleted. A
    // transform may have set another description.
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
