import { randomBytes } from "node:crypto";

/**
 * A new value for the owner label of a cluster's objects: `project/stack/cluster`, and an id that tells namesakes apart.
 */
export function newOwner(clusterPath: string): string {
    return `${clusterPath}#${randomBytes(4).toString("hex")}`;
}

/** `project/stack/cluster` of the value of an owner label; empty where there is none. */
export function ownerPath(owner = ""): string {
    return owner.replace(/#.*$/, "");
}

/** Whether a word names the cluster of that path: by all of it, or by its end. */
export function namesCluster(word: string, clusterPath: string): boolean {
    return clusterPath === word || clusterPath.endsWith(`/${word}`);
}
