import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { removeCopiesAtEnd } from "./remove-copies-at-end";
import { neededOfKubernetesProvider } from "./needed-arguments";
import { type Transform, transformed } from "./transform";

export interface ProviderAccess {
    kubeconfig: pulumi.Output<string>;
    context: pulumi.Input<string>;
    clusterId: pulumi.Output<string>;
    /** Whether this stack created the cluster, so that nobody else has objects in it. */
    isOwn: boolean;
    /**
     * The plugin's behavior while the cluster is down: a refresh skips the objects that it cannot read, or removes them
     * from the state. The latter is for objects that no resource of the stack deletes with the cluster (`deletedWith`).
     */
    whenDown: Pick<kubernetes.ProviderArgs, "skipUpdateUnreachable"> | { deleteUnreachable: true };
}

/**
 * Creates the Kubernetes provider for everything in a cluster. It waits for the resources that its options depend on.
 */
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
        // An interrupted `up` leaves objects that the state does not have. In a cluster where others have objects too,
        // existing objects are not taken over.
        ...(isOwn ? { upsertExistingObjects: true } : {}),
        ...whenDown,
        // Updates in place, as kubectl does: a replacement would also discard fields that somebody else manages.
        enableConfigMapMutable: true,
        enableSecretMutable: true,
        suppressHelmHookWarnings: true,
    };
    removeCopiesAtEnd(kubeconfig);
    const adjusted = transformed(`provider "${cluster}"`, args, transform, neededOfKubernetesProvider);
    return new kubernetes.Provider(cluster, adjusted, options);
}
