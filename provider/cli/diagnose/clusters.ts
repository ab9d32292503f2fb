import { Failure } from "../../failure";
import { UsageError } from "../../usage-error";
import { namesCluster } from "../../../shared/owner";

/** Returns the cluster that `wanted` names by its path or an end of it, as a list. Default: all clusters. */
export function chosenClusters(all: string[], wanted: string | undefined, problems: string[]): string[] {
    const found = all.filter((cluster) => wanted === undefined || namesCluster(wanted, cluster));
    if (wanted !== undefined && found.length > 1)
        throw new UsageError(`choose one of the clusters ${found.join(", ")}`);
    if (found.length > 0) return found;
    throw new Failure(wanted === undefined ? "This user has no clusters." : `There is no cluster ${wanted}.`, {
        why: [...(all.length > 0 ? [`there are ${all.join(", ")}`] : []), ...problems],
        next: all.length > 0 ? "name one of those" : "run pulumi up in the folder of a program with a cluster",
    });
}
