import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

/** The provider of all that is in a cluster; it waits for what its options depend on. */
export function clusterProvider(
    cluster: string,
    kubeconfig: pulumi.Output<string>,
    clusterId: pulumi.Output<string>,
    options: pulumi.CustomResourceOptions,
): kubernetes.Provider {
    return new kubernetes.Provider(
        cluster,
        {
            kubeconfig,
            context: cluster,
            clusterIdentifier: clusterId,
            // An interrupted `up` leaves objects that no state knows; this cluster is nobody else's.
            upsertExistingObjects: true,
            deleteUnreachable: true,
            suppressHelmHookWarnings: true,
        },
        options,
    );
}
