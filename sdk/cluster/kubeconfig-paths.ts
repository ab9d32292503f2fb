import { homedir } from "node:os";
import { join } from "node:path";

/** The folder of all clusters' files. */
export function kubeconfigRoot(): string {
    return process.env.PULUMI_K3S_HOME ?? join(homedir(), ".pulumi-k3s");
}

/** The files of a cluster's kubeconfig, outside any repository and apart for every project, stack and cluster. */
export function kubeconfigPaths(clusterPath: string): { root: string; path: string; containerPath: string } {
    const root = kubeconfigRoot();
    const folder = join(root, ...clusterPath.split("/"));
    return {
        root,
        path: join(folder, "kubeconfig.yaml"),
        containerPath: join(folder, "container-kubeconfig.yaml"),
    };
}
