import type { KubernetesObject, V1Pod, V1ReplicaSet, V1StorageClass } from "@kubernetes/client-node";
import { type Api } from "../api";
import { paths } from "../api-paths";
import { hopelessPods } from "../diagnostics/hopeless-pods";
import { Patience } from "../diagnostics/patience";
import { podProblem } from "../diagnostics/pod";
import { type Collection } from "../follow";
import { fullName } from "../object-name";
import { describeReference } from "../object-reference";
import { watchUntil } from "../watch-until";
import {
    type LiveObjects,
    type Workload,
    type WorkloadReference,
    inNamespaces,
    lookAt,
    summary,
    troubledPods,
} from "./workload";
import { type WorkloadKind } from "./workload-problem";

const kindPaths: Record<WorkloadKind, (namespace: string) => string> = {
    Deployment: paths.deployments,
    StatefulSet: paths.statefulSets,
    DaemonSet: paths.daemonSets,
    Job: paths.jobs,
    PersistentVolumeClaim: paths.persistentVolumeClaims,
    Service: paths.services,
};

type Seen = Record<string, KubernetesObject[]>;

/** What a wait came to: nothing left to wait for, or workloads that cannot become available by themselves. */
export interface Outcome {
    hopeless: Workload[];
}

/** Watches workloads and their pods until all are available or one cannot become so. */
export function awaitWorkloads(
    api: Api,
    references: WorkloadReference[],
    signal: AbortSignal,
    seen: (workloads: Workload[], summary: string) => void,
): Promise<Outcome> {
    return watchWorkloads<Outcome>(api, references, signal, (workloads, hopeless) => {
        if (workloads.every(({ problem }) => problem === undefined)) return { hopeless };
        seen(workloads, summary(workloads, troubledPods(workloads).flatMap(podState)));
        return hopeless.length > 0 ? { hopeless } : undefined;
    });
}

/** Watches workloads and their pods until some cannot become available; until the signal when none is like that. */
export function awaitHopeless(api: Api, references: WorkloadReference[], signal: AbortSignal): Promise<Workload[]> {
    return watchWorkloads(api, references, signal, (_, hopeless) => (hopeless.length > 0 ? hopeless : undefined));
}

function watchWorkloads<Result>(
    api: Api,
    references: WorkloadReference[],
    signal: AbortSignal,
    decide: (workloads: Workload[], hopeless: Workload[]) => Result | undefined,
): Promise<Result> {
    const patience = new Patience();
    const look = (objects: Seen): Result | undefined => {
        const live = liveObjects(objects);
        const workloads = references.map((reference) => lookAt(reference, live));
        const lost = new Set(hopelessPods(patience, troubledPods(workloads)).map(fullName));
        const hopeless = workloads.filter(
            ({ reference, problem, pods }) =>
                patience.isOver(describeReference(reference), problem?.hopelessAfterSeconds) ||
                (problem !== undefined && pods.some((pod) => lost.has(fullName(pod)))),
        );
        return decide(workloads, hopeless);
    };
    return watchUntil<Seen, Result>(api, collectionsFor(references), look, { signal, recheckMs: 1_000 });
}

function collectionsFor(references: WorkloadReference[]): Record<string, Collection> {
    const collections: Record<string, Collection> = {};
    if (references.some(({ kind }) => kind === "PersistentVolumeClaim")) {
        // They belong to the whole cluster, which rights in namespaces do not reach.
        collections["storageClasses"] = { path: paths.storageClasses, mayBeForbidden: true };
    }
    for (const { kind, namespace } of references) {
        collections[`${kind} ${namespace}`] = { path: kindPaths[kind](namespace) };
    }
    for (const namespace of inNamespaces(references)) {
        collections[`pods ${namespace}`] = { path: paths.pods(namespace) };
        collections[`replicaSets ${namespace}`] = { path: paths.replicaSets(namespace) };
    }
    return collections;
}

function liveObjects(seen: Seen): LiveObjects {
    const all = (prefix: string) =>
        Object.entries(seen).flatMap(([name, objects]) => (name.startsWith(`${prefix} `) ? objects : []));
    return {
        objects: (kind, namespace) => seen[`${kind} ${namespace}`] ?? [],
        pods: all("pods") as unknown[] as V1Pod[],
        replicaSets: all("replicaSets") as unknown[] as V1ReplicaSet[],
        storageClasses: seen["storageClasses"] as V1StorageClass[] | undefined,
    };
}

function podState(pod: V1Pod): string[] {
    const problem = podProblem(pod);
    return problem ? [`${fullName(pod)}: ${problem.message}`] : [];
}
