import type { V1Pod } from "@kubernetes/client-node";
import { type Api } from "../kubernetes/api";
import { paths } from "../kubernetes/api-paths";
import { isPodFinished, isPodReady } from "../diagnostics/pod";
import { type ExpectedNode } from "./node-readiness";
import { createdAt, fullName } from "../kubernetes/object-name";
import { deadlineSignal, isDeadline } from "./until-ready";
import { watchUntil } from "../kubernetes/watch-until";

/** A longer delay has other causes than the node; the waits for those pods report them. */
const longestSeconds = 30;
/** The state of a node that has run for longer is up to date. */
const recentMs = 120_000;

/**
 * Waits until the pods of nodes that have just restarted run as before. Until the kubelet reports their new state,
 * Kubernetes still has the old one and sends connections to pods that were ready before.
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

/** Returns the pods on recently started nodes that were created before the start and do not run again yet. */
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

/** Reports whether the pod runs again. A pod that ended, or that its own failures hold back, is as it was before. */
function isBack(pod: V1Pod, since: Date): boolean {
    if (isPodFinished(pod)) return true;
    const containerStatuses = pod.status?.containerStatuses ?? [];
    if (containerStatuses.some(({ state }) => state?.waiting?.reason?.endsWith("BackOff"))) return true;
    const started = containerStatuses.map(({ state }) => state?.running?.startedAt);
    return isPodReady(pod) && started.every((at) => at !== undefined && new Date(at).getTime() >= floored(since));
}

/** Rounds a time down to whole seconds, as Kubernetes records times. */
function floored(time: Date): number {
    return Math.floor(time.getTime() / 1_000) * 1_000;
}
