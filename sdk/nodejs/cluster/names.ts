import { createHash } from "node:crypto";

/**
 * Docker accepts longer names, but the name is also a DNS label on the Docker network, and a role is appended to it.
 */
const longestPrefix = 48;

/**
 * Returns the prefix of the names of a cluster's Docker objects: `project-stack-cluster`, shortened with a hash if it
 * is too long.
 */
export function namePrefix(project: string, stack: string, cluster: string): string {
    const full = [project, stack, cluster].join("-").replace(/[^a-zA-Z0-9_.-]/g, "-");
    const start = full.replace(/^[^a-zA-Z0-9]+/, "");
    if (start.length <= longestPrefix) return start;
    const hash = createHash("sha256").update(full).digest("hex").slice(0, 8);
    return `${start.slice(0, longestPrefix - hash.length - 1)}-${hash}`;
}

/** Returns the path that identifies a cluster among all clusters of a machine. */
export function clusterPath(project: string, stack: string, cluster: string): string {
    return [project, stack, cluster].join("/");
}

/** Returns the name of a Kubernetes node, which is the same in every stack. */
export function nodeName(cluster: string, role: string): string {
    return `${cluster}-${role}`;
}
