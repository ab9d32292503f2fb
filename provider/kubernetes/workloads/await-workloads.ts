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
import { type LiveObjects, type Workload, inNamespaces, lookAt, summary, troubledPods } from "./workload";
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
    references: Workload["reference"][],
    signal: AbortSignal,
    seen: (workloads: Workload[], summary: string) => void,
): Promise<Outcome> {
    const patience = new Patience();
    const decide = (objects: Seen): Outcome | undefined => {
        const live = liveObjects(objects);
        const workloads = references.map((reference) => lookAt(reference, live));
        if (workloads.every(({ problem }) => problem === undefined)) return { hopeless: [] };
        const troubled = troubledPods(workloads);
        seen(workloads, summary(workloads, troubled.flatMap(podState)));
        const lost = new Set(hopelessPods(patience, troubled).map(fullName));
        const hopeless = workloads.filter(
            ({ reference, problem, pods }) =>
                patience.isOver(describeReference(reference), problem?.hopelessAfterSeconds) ||
                (problem !== undefined && pods.some((pod) => lost.has(fullName(pod)))),
        );
        return hopeless.length > 0 ? { hopeless } : undefined;
    };
    return watchUntil<Seen, Outcome>(api, collectionsFor(references), decide, { signal, recheckMs: 1_000 });
}

function collectionsFor(references: Workload["reference"][]): Record<string, Collection> {
    const collections: Record<string, Collection> = { storageClasses: { path: paths.storageClasses } };
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
    const classes = (seen["storageClasses"] ?? []) as V1StorageClass[];
    return {
        objects: (kind, namespace) => seen[`${kind} ${namespace}`] ?? [],
        pods: all("pods") as unknown[] as V1Pod[],
        replicaSets: all("replicaSets") as unknown[] as V1ReplicaSet[],
        waitingClasses: new Set(
            classes
                .filter(({ volumeBindingMode }) => volumeBindingMode === "WaitForFirstConsumer")
                .map(({ metadata }) => metadata?.name ?? ""),
        ),
    };
}

function podState(pod: V1Pod): string[] {
    const problem = podProblem(pod);
    return problem ? [`${fullName(pod)}: ${problem.message}`] : [];
}
