import { type Branch } from "./tree";

const withLogs = new Set<Branch["kind"]>([
    ...([
        "pool",
        "node",
        "registry",
        "cache",
        "release",
        "manifest",
        "workload",
        "service",
        "pod",
        "endpoint",
    ] as const),
]);

export const hasLogs = ({ kind }: Pick<Branch, "kind">): boolean => withLogs.has(kind);
