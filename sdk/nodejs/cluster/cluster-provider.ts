import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { removeCopiesAtEnd } from "./remove-copies-at-end";
import { neededOfKubernetesProvider } from "./needed-arguments";
import { type Transform, transformed } from "./transform";

export interface ProviderAccess {
    kubeconfig: pulumi.Output<string>;
    context: pulumi.Input<string>;
    clusterId: pulumi.Output<string>;
    /** This stack made the cluster, so what is in it is nobody else's. */
    isOwn: boolean;
    /**
     * What the plugin does when the cluster is down: a refresh passes over what it cannot look at, or forgets it. Forgetting is
     * for what no resource of the stack takes along when the cluster is gone.
     */
    whenDown: Pick<kubernetes.ProviderArgs, "skipUpdateUnreachable"> | { deleteUnreachable: true };
}

/** The provider of all that is in a cluster in Docker; it waits for what its options depend on. */
export function clusterProvider(
    cluster: string,
    { kubeconfig, context, clusterId, isOwn, whenDown }: ProviderAccess,
    transform: Transform<kubernetes.ProviderArgs> | undefined,
    options: pulumi.CustomResourceOptions,
): kubernetes.Provider {
    const args: kubernetes.ProviderArgs = {
        kubeconfig,
        context,
        clusterIdentifier: clusterId,
        // An interrupted `up` leaves objects that no state knows. Where others have objects too, theirs are not taken over.
        ...(isOwn ? { upsertExistingObjects: true } : {}),
        ...whenDown,
        // Updated in place, as kubectl does: a replacement would also discard what somebody else manages in them.
        enableConfigMapMutable: true,
        enableSecretMutable: true,
        suppressHelmHookWarnings: true,
    };
    removeCopiesAtEnd(kubeconfig);
    const adjusted = transformed(`provider "${cluster}"`, args, transform, neededOfKubernetesProvider);
    return new kubernetes.Provider(cluster, adjusted, options);
}
