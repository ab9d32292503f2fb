import { glob } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { UsageError } from "../usage-error";

/** A cluster of this user, and the file of its kubeconfig. */
export interface ClusterKubeconfig {
    /** `project/stack/cluster`. */
    cluster: string;
    path: string;
}

/** All that are in the user's folder, by name. */
export async function clusterKubeconfigs(folder: string): Promise<ClusterKubeconfig[]> {
    const found: ClusterKubeconfig[] = [];
    for await (const file of glob("*/*/*/kubeconfig.yaml", { cwd: folder })) {
        found.push({ cluster: dirname(file).split(sep).join("/"), path: join(folder, file) });
    }
    return found.sort((a, b) => a.cluster.localeCompare(b.cluster));
}

/** The cluster of that path, or of an end of it; without one, the only one there is. */
export function oneCluster(all: ClusterKubeconfig[], wanted: string | undefined): ClusterKubeconfig {
    const found = all.filter(
        ({ cluster }) => wanted === undefined || cluster === wanted || cluster.endsWith(`/${wanted}`),
    );
    const [only, ...others] = found;
    if (only && others.length === 0) return only;
    const names = (some: ClusterKubeconfig[]) => some.map(({ cluster }) => cluster).join(", ");
    if (only) throw new UsageError(`choose one of the clusters ${names(found)}`);
    const there = all.length > 0 ? `there are ${names(all)}` : "this user has none";
    throw new UsageError(`there is no cluster${wanted === undefined ? "" : ` ${wanted}`}; ${there}`);
}
