/** The kubeconfigs that kubectl and client libraries read, several in a list. */
export const kubeconfigVariable = "KUBECONFIG";

/** .NET Aspire's names for the URL of a service; shells know no names with dashes, so there is one without. */
export function urlVariables(endpoint: string): string[] {
    return [...new Set([endpoint, endpoint.replaceAll("-", "_")])].map((name) => `services__${name}__url`);
}

/** The name of a cluster, as the .NET Aspire toolkit's K3s integration gives it; of several clusters, that of the first. */
export const clusterNameVariable = "K8S_CLUSTER_NAME";
