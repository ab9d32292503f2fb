import * as pulumi from "@pulumi/pulumi";
import { lifecycleResource } from "../../provider/shims/lifecycle-resource";
import { type ClusterSettings } from "./cluster-settings";
import { type Host } from "./host";
import { type KubeconfigArgs } from "./kubeconfig-args";
import { kubeconfigPaths } from "./kubeconfig-paths";
import { type Server } from "./server";
import { userKubeconfig } from "../../provider/kubeconfig/user-kubeconfig";

/** The administrator's kubeconfig: as the server has it, and in the files of this machine's user. */
export class Kubeconfigs {
    readonly kubeconfig: pulumi.Output<string>;
    readonly containerKubeconfig: pulumi.Output<string>;
    /** The token agents join with, where K3s keeps its own. */
    readonly agentToken: pulumi.Output<string>;
    /** The file of the cluster's own. */
    readonly path: pulumi.Output<string>;

    constructor(
        private readonly cluster: string,
        { keptVolume, timeoutSeconds, dockerHost }: ClusterSettings,
        host: Host,
        server: Server,
        child: pulumi.CustomResourceOptions,
    ) {
        const read = lifecycleResource(
            "v1.Kubeconfig",
            `${cluster}-kubeconfig`,
            {
                name: cluster,
                clusterId: server.identity.output("clusterId"),
                serverContainer: server.containerName,
                host: host.publishedHost,
                port: server.port,
                readsToken: keptVolume !== undefined,
                timeoutSeconds,
                dockerHost,
            },
            { ...child, dependsOn: server.container },
        );
        this.kubeconfig = read.output("kubeconfig");
        this.containerKubeconfig = read.output("containerKubeconfig");
        this.agentToken = read.output("agentToken");
        this.path = kubeconfigFiles(cluster, host.cluster, this, child);
    }

    /** Adds it to the user's own, where that is asked for. */
    merge({ merge = false, switchContext = false }: KubeconfigArgs, options: pulumi.CustomResourceOptions): void {
        if (merge === false) return;
        const inputs = { path: userKubeconfig(merge), kubeconfig: this.kubeconfig, switchContext };
        lifecycleResource("v1.KubeconfigMerge", `${this.cluster}-kubeconfig-merge`, inputs, options);
    }
}

/** Writes a cluster's kubeconfigs to files of this machine's user, and gives the path of the one for this machine. */
export function kubeconfigFiles(
    cluster: string,
    clusterPath: pulumi.Output<string>,
    { kubeconfig, containerKubeconfig }: Record<"kubeconfig" | "containerKubeconfig", pulumi.Output<string>>,
    child: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    const { root, path, containerPath } = pulumi.output(clusterPath.apply(kubeconfigPaths));
    const inputs = { root, path, containerPath, kubeconfig, containerKubeconfig };
    return lifecycleResource("v1.KubeconfigFiles", `${cluster}-kubeconfig-files`, inputs, child).output("path");
}
