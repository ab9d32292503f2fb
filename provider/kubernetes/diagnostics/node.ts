import type { V1Lease, V1Node } from "@kubernetes/client-node";

/** How long a kubelet's sign of life counts; it renews its lease every 10 s. */
const freshSeconds = 15;

/**
 * Says why a node does not count as ready; undefined when it does. Ready stays true for a while after a node stopped, so
 * it takes a sign of life from after its container started: its lease, or its report, whichever comes first.
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

/** The conditions that people look at first: all but those that say that nothing is wrong. */
export function nodeConditions(node: V1Node): string[] {
    return (node.status?.conditions ?? [])
        .filter(({ type, status }) => (type === "Ready") !== (status === "True"))
        .map(({ type, status, reason, message }) => `${type}=${status} ${reason ?? ""}: ${message ?? ""}`);
}
