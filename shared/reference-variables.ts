/** The list of kubeconfigs that kubectl and client libraries read. */
export const kubeconfigVariable = "KUBECONFIG";

/**
 * Returns .NET Aspire's variable names for the URL of a service. Shells allow no dashes in names, so there is also a
 * name without them.
 */
export function urlVariables(endpoint: string): string[] {
    return [...new Set([endpoint, endpoint.replaceAll("-", "_")])].map((name) => `services__${name}__url`);
}

/**
 * The variable with a cluster's name, as the K3s integration of the .NET Aspire toolkit sets it. With several clusters,
 * it has the name of the first.
 */
export const clusterNameVariable = "K8S_CLUSTER_NAME";
