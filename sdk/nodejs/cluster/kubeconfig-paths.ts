import { join } from "node:path";
import { userFolder } from "../../../shared/user-folder";

/** The files of a cluster's kubeconfig, outside any repository and apart for every project, stack and cluster. */
export function kubeconfigPaths(clusterPath: string): { root: string; path: string; containerPath: string } {
    const root = userFolder();
    const folder = join(root, ...clusterPath.split("/"));
    return {
        root,
        path: join(folder, "kubeconfig.yaml"),
        containerPath: join(folder, "container-kubeconfig.yaml"),
    };
}
