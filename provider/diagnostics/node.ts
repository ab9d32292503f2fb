import type { V1Lease, V1Node } from "@kubernetes/client-node";
import { nameOf } from "../kubernetes/object-name";

/** How long a kubelet's heartbeat counts; it renews its lease every 10 s. */
const freshSeconds = 15;

const reliefs: Record<string, string> = {
    DiskPressure: "free space on the Docker host's disk (docker system df shows what has it)",
    MemoryPressure: "stop what takes the Docker host's memory, or give the node more (memory)",
    PIDPressure: "stop what has so many processes on the Docker host or in the node",
};

/**
 * Returns why a node does not count as ready, or undefined when it does. Ready stays true for a while after a node
 * stopped, so a heartbeat from after the start of its container is required: its lease, or its status, whichever comes
 * first.
 */
export function nodeProblem(
    node: V1Node | undefined,
    lease: V1Lease | undefined,
    since: Date | undefined,
    now: Date,
): string | undefined {
    if (!node) return "has not joined the cluster";
    const ready = node.status?.conditions?.find(({ type }) => type === "Ready");
    if (ready?.status !== "True") {
        return `is not ready: ${ready?.message ?? ready?.reason ?? "it has not reported yet"}`;
    }
    const signs: unknown[] = [lease?.spec?.renewTime, ready.lastHeartbeatTime];
    const earliest = since ?? new Date(now.getTime() - freshSeconds * 1_000);
    const isAlive = signs.some((sign) => typeof sign === "string" && Date.parse(sign) >= earliest.getTime());
    return isAlive ? undefined : "was ready before, but has given no sign of life since";
}

/** Returns the conditions that say that something is wrong: Ready when it is not true, and any other that is. */
export function nodeConditions(node: V1Node): string[] {
    return (node.status?.conditions ?? [])
        .filter(({ type, status }) => (type === "Ready") !== (status === "True"))
        .map(({ type, status, reason, message }) => `${type}=${status} ${reason ?? ""}: ${message ?? ""}`);
}

/** A shortage on a node. Meanwhile the node accepts no pods and evicts some. */
export interface NodePressure {
    message: string;
    /** What the user can do about it. */
    relief: string;
}

/** Returns the shortages of a node, which it may have although it is ready. */
export function nodePressures(node: V1Node): NodePressure[] {
    return (node.status?.conditions ?? [])
        .filter(({ type, status }) => type in reliefs && status === "True")
        .map(({ type, message, reason }) => ({
            message: `node ${nameOf(node)} is under ${type}, so it accepts no pods and evicts some: ${message ?? reason ?? ""}`,
            relief: `${reliefs[type] ?? ""}; the node takes pods again five minutes later: then run pulumi up again`,
        }));
}
