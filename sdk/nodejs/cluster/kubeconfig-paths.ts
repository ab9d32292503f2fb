import { join } from "node:path";
import { userFolder } from "../../../shared/user-folder";

/**
 * Returns the paths of a cluster's kubeconfig files. They are outside of any repository, and different for every
 * project, stack and cluster.
 */
export function kubeconfigPaths(clusterPath: string): { root: string; path: string; containerPath: string } {
    const root = userFolder();
    const folder = join(root, ...clusterPath.split("/"));
    return {
        root,
        path: join(folder, "kubeconfig.yaml"),
        containerPath: join(folder, "container-kubeconfig.yaml"),
    };
}
