import { randomBytes } from "node:crypto";

/**
 * Returns a new value for the owner label of a cluster's objects: `project/stack/cluster`, and an id that distinguishes
 * clusters with the same path.
 */
export function newOwner(clusterPath: string): string {
    return `${clusterPath}#${randomBytes(4).toString("hex")}`;
}

/** Returns the `project/stack/cluster` of an owner label; empty if there is no label. */
export function ownerPath(owner = ""): string {
    return owner.replace(/#.*$/, "");
}

/** Returns whether a word names the cluster with that path: it is the whole path or its end. */
export function namesCluster(word: string, clusterPath: string): boolean {
    return clusterPath === word || clusterPath.endsWith(`/${word}`);
}
