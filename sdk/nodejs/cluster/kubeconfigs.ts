import * as pulumi from "@pulumi/pulumi";
import { userKubeconfig } from "../../../shared/kubeconfig/user-kubeconfig";
import { lifecycleResource } from "../../../provider/shims/lifecycle-resource";
import { type ClusterSettings } from "./arguments/cluster-settings";
import { type CreatedHost } from "./local/host";
import { kubeconfigPaths } from "./kubeconfig-paths";
import { type Server } from "./local/server";

/**
 * The administrator's kubeconfig for processes on this machine, and the one for containers on the cluster's network.
 */
export interface Kubeconfigs {
    kubeconfig: pulumi.Output<string>;
    containerKubeconfig: pulumi.Output<string>;
}

/**
 * Reads the administrator's kubeconfig from the server. With a kept volume, it also reads the token with which agents
 * join.
 */
export function readKubeconfigs(
    cluster: string,
    { keptVolume, timeoutSeconds, dockerHost }: ClusterSettings,
    { host }: CreatedHost,
    server: Server,
    child: pulumi.CustomResourceOptions,
): Kubeconfigs & { agentToken: pulumi.Output<string> } {
    const inputs = {
        name: cluster,
        clusterId: server.identity.output("clusterId"),
        serverContainer: server.containerName,
        host: host.data.publishedHost,
        port: server.port,
        readsToken: keptVolume !== undefined,
        timeoutSeconds,
        dockerHost,
    };
    const options = { ...child, dependsOn: server.container };
    const read = lifecycleResource("v1.Kubeconfig", `${cluster}-kubeconfig`, inputs, options);
    return {
        kubeconfig: read.output("kubeconfig"),
        containerKubeconfig: read.output("containerKubeconfig"),
        agentToken: keptVolume === undefined ? server.identity.output("agentToken") : read.output("agentToken"),
    };
}

/**
 * Writes a cluster's kubeconfigs to files of the current user. Returns the path of the one for processes on this
 * machine.
 */
export function kubeconfigFiles(
    cluster: string,
    clusterPath: pulumi.Output<string>,
    { kubeconfig, containerKubeconfig }: Kubeconfigs,
    child: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    const { root, path, containerPath } = pulumi.output(clusterPath.apply(kubeconfigPaths));
    const inputs = { root, path, containerPath, kubeconfig, containerKubeconfig };
    return lifecycleResource("v1.KubeconfigFiles", `${cluster}-kubeconfig-files`, inputs, child).output("path");
}

/** Adds the cluster to the user's own kubeconfig if the program asks for that. */
export function mergeKubeconfig(
    cluster: string,
    { merge = false, switchContext = false }: ClusterSettings["kubeconfig"],
    kubeconfig: pulumi.Output<string>,
    options: pulumi.CustomResourceOptions,
): void {
    if (merge === false) return;
    const inputs = { path: userKubeconfig(merge), kubeconfig, switchContext };
    lifecycleResource("v1.KubeconfigMerge", `${cluster}-kubeconfig-merge`, inputs, options);
}
