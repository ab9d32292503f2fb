import type { V1Pod } from "@kubernetes/client-node";
import { type Api } from "../kubernetes/api";
import { paths } from "../kubernetes/api-paths";
import { isPodFinished, isPodReady } from "../diagnostics/pod";
import { type ExpectedNode } from "./node-readiness";
import { createdAt, fullName } from "../kubernetes/object-name";
import { deadlineSignal, isDeadline } from "./until-ready";
import { watchUntil } from "../kubernetes/watch-until";

/** A longer delay has other reasons than the node, which the wait for it reports. */
const longestSeconds = 30;
/** Of a node that runs for longer, everything is known. */
const recentMs = 120_000;

/**
 * Waits until the pods of nodes that have just started again run as before. Until the kubelet tells of them, Kubernetes
 * calls them what they were, and sends connections to those that were ready.
 */
export async function podsBack(
    api: Api,
    nodes: ExpectedNode[],
    signal: AbortSignal,
    awaiting: (pods: string[]) => void,
): Promise<void> {
    const limit = deadlineSignal(longestSeconds);
    const decide = ({ pods }: { pods: V1Pod[] }) => {
        const missing = podsMissing(pods, nodes, new Date());
        if (missing.length === 0) return true;
        awaiting(missing.map(fullName));
        return undefined;
    };
    try {
        const either = AbortSignal.any([signal, limit]);
        await watchUntil<{ pods: V1Pod[] }, true>(api, { pods: { path: paths.allPods } }, decide, { signal: either });
    } catch (error) {
        if (!isDeadline(error)) throw error;
    }
}

/** Those of the nodes that started a moment ago that are older than that start, and do not run again yet. */
export function podsMissing(pods: V1Pod[], nodes: ExpectedNode[], now: Date): V1Pod[] {
    return nodes.flatMap(({ name, since }) =>
        since === undefined || now.getTime() - since.getTime() > recentMs
            ? []
            : pods.filter((pod) => pod.spec?.nodeName === name && isOlder(pod, since) && !isBack(pod, since)),
    );
}

function isOlder(pod: V1Pod, since: Date): boolean {
    return pod.metadata?.deletionTimestamp === undefined && new Date(createdAt(pod)) < since;
}

/** One that ended, or that its own failures hold back, is as it was. */
function isBack(pod: V1Pod, since: Date): boolean {
    if (isPodFinished(pod)) return true;
    const containerStatuses = pod.status?.containerStatuses ?? [];
    if (containerStatuses.some(({ state }) => state?.waiting?.reason?.endsWith("BackOff"))) return true;
    const started = containerStatuses.map(({ state }) => state?.running?.startedAt);
    return isPodReady(pod) && started.every((at) => at !== undefined && new Date(at).getTime() >= floored(since));
}

/** Kubernetes tells times in whole seconds. */
function floored(time: Date): number {
    return Math.floor(time.getTime() / 1_000) * 1_000;
}
