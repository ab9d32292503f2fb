import type { V1ContainerStatus, V1Pod } from "@kubernetes/client-node";
import { podProblem } from "../../diagnostics/pod";
import { fullName, nameOf } from "../../kubernetes/object-name";

/** A pod that is not well, and why. */
export interface UnwellPod {
    pod: V1Pod;
    why: string;
}

/** Pods of one owner ail from the same. */
export interface UnwellGroup {
    /** Those that are told of in full. */
    shown: UnwellPod[];
    others: UnwellPod[];
    /** `ReplicaSet web-5d78c9869d`; the pod itself, where it has none. */
    owner: string;
}

/** Which log tells of it. */
export interface LogReference {
    namespace: string;
    pod: string;
    container: string;
    run: "this run" | "the last run" | "the run before";
    /** Kubernetes keeps two: of the container that there is, and of the one before. */
    previous: boolean;
}

const recentMs = 3_600_000;
const shownOfGroup = 2;

/** The pods that are not well, by namespace and name. */
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

/** The logs of a pod's failing containers, oldest run first. */
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

/** A container that ends again and again is ready in between. Those that ended with their node did nothing wrong. */
function recentCrash(pod: V1Pod, now: Date): string | undefined {
    for (const { status } of statuses(pod)) {
        const ended = status.lastState?.terminated;
        if (!ended || ended.exitCode === 0 || ended.reason === "Unknown") continue;
        if (now.getTime() - Date.parse(String(ended.finishedAt)) > recentMs) continue;
        return `container ${status.name} runs again, but ended with exit code ${ended.exitCode} at ${String(ended.finishedAt)}; restarts so far: ${status.restartCount}`;
    }
    return undefined;
}
