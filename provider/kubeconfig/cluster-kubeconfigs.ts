import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { UsageError } from "../usage-error";
import { namesCluster } from "../../shared/owner";

const file = "kubeconfig.yaml";

/** A cluster of this user, and the path of its kubeconfig. */
export interface ClusterKubeconfig {
    /** `project/stack/cluster`. */
    cluster: string;
    path: string;
}

/** Lists all clusters in the user's folder, sorted by name. */
export async function clusterKubeconfigs(folder: string): Promise<ClusterKubeconfig[]> {
    const clusters = await foldersBelow(folder, 3);
    return clusters
        .map((cluster) => ({ cluster: relative(folder, cluster).split(sep).join("/"), path: join(cluster, file) }))
        .filter(({ path }) => existsSync(path))
        .sort((a, b) => a.cluster.localeCompare(b.cluster));
}

/**
 * Returns the folders `levels` levels down. A folder that cannot be read counts as empty: another command may have just
 * removed it.
 */
async function foldersBelow(folder: string, levels: number): Promise<string[]> {
    if (levels === 0) return [folder];
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith("."));
    const below = folders.map(({ name }) => foldersBelow(join(folder, name), levels - 1));
    return (await Promise.all(below)).flat();
}

/**
 * Returns the cluster with that path, or that end of a path; without one, the only cluster. Throws when no cluster
 * matches, or several do.
 */
export function oneCluster(all: ClusterKubeconfig[], wanted: string | undefined): ClusterKubeconfig {
    const found = all.filter(({ cluster }) => wanted === undefined || namesCluster(wanted, cluster));
    const [only, ...others] = found;
    if (only && others.length === 0) return only;
    const names = (some: ClusterKubeconfig[]) => some.map(({ cluster }) => cluster).join(", ");
    if (only) throw new UsageError(`choose one of the clusters ${names(found)}`);
    const there = all.length > 0 ? `there are ${names(all)}` : "this user has none";
    throw new UsageError(`there is no cluster${wanted === undefined ? "" : ` ${wanted}`}; ${there}`);
}
