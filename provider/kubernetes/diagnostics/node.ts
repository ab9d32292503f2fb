import type { V1Lease, V1Node } from "@kubernetes/client-node";

/** How long a kubelet's sign of life counts; it renews its lease every 10 s. */
const freshSeconds = 15;

/** Says why a node does not count as ready; undefined when it does. */
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
    return isAlive(lease, since, now)
        ? undefined
        : "was ready before, and has not reported since its container started";
}

/** Ready stays true for a while after a node stopped; what counts is its lease, renewed since its container started. */
function isAlive(lease: V1Lease | undefined, since: Date | undefined, now: Date): boolean {
    const renewed = lease?.spec?.renewTime;
    if (!renewed) return false;
    const earliest = since ?? new Date(now.getTime() - freshSeconds * 1_000);
    return new Date(renewed).getTime() >= earliest.getTime();
}

/** The conditions that people look at first: all but those that say that nothing is wrong. */
export function nodeConditions(node: V1Node): string[] {
    return (node.status?.conditions ?? [])
        .filter(({ type, status }) => (type === "Ready") !== (status === "True"))
        .map(({ type, status, reason, message }) => `${type}=${status} ${reason ?? ""}: ${message ?? ""}`);
}
