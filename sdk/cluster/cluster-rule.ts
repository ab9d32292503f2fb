import { type Problem } from "../validation";

/** A rule for arguments that name a {@link Cluster}; by its shape, because two copies of the package may meet. */
export function clusterRule(value: unknown, path: string): Problem[] {
    const isCluster = typeof value === "object" && value !== null && "access" in value;
    return isCluster ? [] : [{ path, message: "must be a Cluster of this package" }];
}
