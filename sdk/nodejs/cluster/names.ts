import { createHash } from "node:crypto";

/** Docker takes longer names, but a name is also a DNS label on its network, and a role follows it. */
const longestPrefix = 48;

/** The prefix of the names of a cluster's Docker objects: `project-stack-cluster`, shortened with a hash where too long. */
export function namePrefix(project: string, stack: string, cluster: string): string {
    const full = [project, stack, cluster].join("-").replace(/[^a-zA-Z0-9_.-]/g, "-");
    const start = full.replace(/^[^a-zA-Z0-9]+/, "");
    if (start.length <= longestPrefix) return start;
    const hash = createHash("sha256").update(full).digest("hex").slice(0, 8);
    return `${start.slice(0, longestPrefix - hash.length - 1)}-${hash}`;
}

/** Which cluster of all that a machine may have. */
export function clusterPath(project: string, stack: string, cluster: string): string {
    return [project, stack, cluster].join("/");
}

/** The Kubernetes node's name, the same in every stack. */
export function nodeName(cluster: string, role: string): string {
    return `${cluster}-${role}`;
}
