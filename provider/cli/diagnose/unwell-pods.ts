import type { V1ContainerStatus, V1Pod } from "@kubernetes/client-node";
import { podProblem } from "../../diagnostics/pod";
import { fullName, nameOf } from "../../kubernetes/object-name";

/** A pod with a problem. */
export interface UnwellPod {
    pod: V1Pod;
    why: string;
}

/** The pods with problems of one owner, which usually have the same cause. */
export interface UnwellGroup {
    /** The pods that the report shows in full. */
    shown: UnwellPod[];
    others: UnwellPod[];
    /** The owner, such as `ReplicaSet web-5d78c9869d`, or the pod's name if it has none. */
    owner: string;
}

/** A log of a pod's container. */
export interface LogReference {
    namespace: string;
    pod: string;
    container: string;
    run: "this run" | "the last run" | "the run before";
    /** Whether it is the log of the container before the present one. Kubernetes keeps these two. */
    previous: boolean;
}

const recentMs = 3_600_000;
const shownOfGroup = 2;

/** Returns the pods with problems, grouped by owner and sorted by namespace and name. */
export function unwellPods(pods: V1Pod[], now: Date): UnwellGroup[] {
    const groups = new Map<string, { owner: string; pods: UnwellPod[] }>();
    const unwell = pods.flatMap((pod) => {
        const why = podProblem(pod)?.message ?? recentCrash(pod, now);
        return why === undefined ? [] : [{ pod, why }];
    });
    for (const one of unwell.sort((a, b) => fullName(a.pod).localeCompare(fullName(b.pod)))) {
        const owner = one.pod.metadata?.ownerReferences?.[0];
        const key = owner?.uid ?? fullName(one.pod);
        const group = groups.get(key) ?? { owner: owner ? `${owner.kind} ${owner.name}` : fullName(one.pod), pods: [] };
        group.pods.push(one);
        groups.set(key, group);
    }
    return [...groups.values()].map(({ owner, pods: all }) => ({
        owner,
        shown: all.slice(0, shownOfGroup),
        others: all.slice(shownOfGroup),
    }));
}

/** Returns the logs of a pod's failing containers, oldest run first. */
export function failingLogs(pod: V1Pod): LogReference[] {
    return statuses(pod)
        .filter(({ status }) => isFailing(status))
        .flatMap(({ status }) => runsOf(status).map((run) => ({ container: status.name, ...run })))
        .map((log) => ({ namespace: pod.metadata?.namespace ?? "", pod: nameOf(pod), ...log }));
}

function runsOf({ state, lastState }: V1ContainerStatus): Pick<LogReference, "run" | "previous">[] {
    const isThere = state?.running !== undefined || state?.terminated !== undefined;
    const before = { run: isThere ? "the run before" : "the last run", previous: true } as const;
    const now = { run: state?.running ? "this run" : "the last run", previous: false } as const;
    return [...(lastState?.terminated ? [before] : []), ...(isThere ? [now] : [])];
}

export function statuses({ status }: V1Pod): { status: V1ContainerStatus; isInit: boolean }[] {
    return [
        ...(status?.initContainerStatuses ?? []).map((its) => ({ status: its, isInit: true })),
        ...(status?.containerStatuses ?? []).map((its) => ({ status: its, isInit: false })),
    ];
}

function isFailing({ ready, state, lastState }: V1ContainerStatus): boolean {
    if (state?.terminated) return state.terminated.exitCode !== 0;
    return !ready || (lastState?.terminated?.exitCode ?? 0) !== 0;
}

/**
 * Describes a recent crash of a container that runs again: one that crashes again and again is ready in between.
 * Ignores containers that ended with their node, whose reason is `Unknown`.
 */
function recentCrash(pod: V1Pod, now: Date): string | undefined {
    for (const { status } of statuses(pod)) {
        const ended = status.lastState?.terminated;
        if (!ended || ended.exitCode === 0 || ended.reason === "Unknown") continue;
        if (now.getTime() - Date.parse(String(ended.finishedAt)) > recentMs) continue;
        return `container ${status.name} runs again, but ended with exit code ${ended.exitCode} at ${String(ended.finishedAt)}; restarts so far: ${status.restartCount}`;
    }
    return undefined;
}
