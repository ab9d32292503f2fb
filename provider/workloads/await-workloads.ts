import type { CoreV1Event, KubernetesObject, V1Pod, V1ReplicaSet, V1StorageClass } from "@kubernetes/client-node";
import { type Api } from "../kubernetes/api";
import { paths } from "../kubernetes/api-paths";
import { FreshEvents } from "../diagnostics/fresh-events";
import { terminalPods } from "../diagnostics/terminal-pods";
import { GracePeriod } from "../diagnostics/grace-period";
import { podState } from "../diagnostics/pod";
import { isForbidden } from "../kubernetes/errors";
import { type Collection } from "../kubernetes/follow";
import { list } from "../kubernetes/list";
import { fullName } from "../kubernetes/object-name";
import { describeReference } from "../kubernetes/object-reference";
import { watchUntil } from "../kubernetes/watch-until";
import { WebhookConfigurations } from "../kubernetes/webhook-configurations";
import { JobMemory } from "./job-memory";
import { type LiveObjects } from "./live-objects";
import { type WorkloadReference } from "./workload-reference";
import { type Workload, inNamespaces, lookAt, summary, troubledPods } from "./workload";
import { type WorkloadKind } from "./availability";

const kindPaths: Record<WorkloadKind, (namespace: string) => string> = {
    Deployment: paths.deployments,
    StatefulSet: paths.statefulSets,
    DaemonSet: paths.daemonSets,
    ReplicaSet: paths.replicaSets,
    Job: paths.jobs,
    Pod: paths.pods,
    PersistentVolumeClaim: paths.persistentVolumeClaims,
    Service: paths.services,
};

type Seen = Record<string, KubernetesObject[]>;

/** Called with each change while a wait continues, with the workloads and a summary of one line. */
type Onlooker = (workloads: Workload[], summary: string) => void;

interface Look {
    workloads: Workload[];
    terminal: Workload[];
    summary: string;
}

/**
 * The result of a wait. `terminal` is empty when all workloads are available; else it has the workloads that cannot
 * become available by themselves.
 */
export interface Outcome {
    terminal: Workload[];
}

/** Watches workloads and their pods until all are available or one cannot become available. */
export function awaitWorkloads(
    api: Api,
    references: WorkloadReference[],
    signal: AbortSignal,
    seen: Onlooker,
): Promise<Outcome> {
    return watchWorkloads<Outcome>(api, references, signal, ({ workloads, terminal, summary }) => {
        if (workloads.every(isAvailable)) return { terminal };
        seen(workloads, summary);
        return terminal.length > 0 ? { terminal } : undefined;
    });
}

/** Watches workloads and their pods until at least one cannot become available, or until the signal aborts. */
export function awaitTerminal(
    api: Api,
    references: WorkloadReference[],
    signal: AbortSignal,
    seen: Onlooker = () => undefined,
): Promise<Workload[]> {
    return watchWorkloads(api, references, signal, ({ workloads, terminal, summary }) => {
        if (!workloads.every(isAvailable)) seen(workloads, summary);
        return terminal.length > 0 ? terminal : undefined;
    });
}

/** Reads the present state of workloads once. */
export async function lookAtWorkloads(
    api: Api,
    references: WorkloadReference[],
    signal: AbortSignal,
): Promise<Workload[]> {
    const lists = Object.entries(objectsFor(references)).map(
        async ([name, collection]) => [name, await listed(api, collection, signal)] as const,
    );
    const seen = Object.fromEntries(await Promise.all(lists)) as Seen;
    const live = liveObjects(seen, new FreshEvents(), new WebhookConfigurations(api));
    return references.map((reference) => lookAt(reference, live));
}

/**
 * Lists a collection. Returns undefined when the user may not list it and `mayBeForbidden` is set, as a watch does;
 * throws any other error.
 */
async function listed(api: Api, { path, mayBeForbidden }: Collection, signal: AbortSignal) {
    try {
        return await list(api, path, { signal });
    } catch (error) {
        if (mayBeForbidden && isForbidden(error)) return undefined;
        throw error;
    }
}

function watchWorkloads<Result>(
    api: Api,
    references: WorkloadReference[],
    signal: AbortSignal,
    decide: (look: Look) => Result | undefined,
): Promise<Result> {
    const gracePeriod = new GracePeriod();
    const warnings = new FreshEvents();
    const jobs = new JobMemory();
    const webhooks = new WebhookConfigurations(api);
    const look = (objects: Seen): Result | undefined => {
        const live = liveObjects(objects, warnings, webhooks);
        const workloads = references.map((reference) => ({ ...lookAt(jobs.recall(reference), live), reference }));
        workloads.forEach((workload) => jobs.note(workload));
        const troubled = troubledPods(workloads);
        const lost = new Set(terminalPods(gracePeriod, troubled, live.events).map(fullName));
        const terminal = workloads.filter(
            ({ reference, problem, pods }) =>
                gracePeriod.isOver(describeReference(reference), problem?.terminalAfterSeconds) ||
                (problem !== undefined && pods.some((pod) => lost.has(fullName(pod)))),
        );
        const podStates = troubled.flatMap((pod) => podState(pod, live.events));
        return decide({ workloads, terminal, summary: summary(workloads, podStates) });
    };
    return watchUntil<Seen, Result>(api, collectionsFor(references), look, { signal, recheckMs: 1_000 });
}

function isAvailable({ problem }: Workload): boolean {
    return problem === undefined;
}

function collectionsFor(references: WorkloadReference[]): Record<string, Collection> {
    const collections = objectsFor(references);
    for (const namespace of inNamespaces(references)) {
        const path = paths.events(namespace);
        collections[`warnings ${namespace}`] = { path, query: { fieldSelector: "type=Warning" } };
        collections[`pulls ${namespace}`] = { path, query: { fieldSelector: "reason=Pulling" } };
    }
    for (const namespace of inNamespaces(references.filter(({ kind }) => kind === "Job"))) {
        const query = { fieldSelector: "involvedObject.kind=Job" };
        collections[`jobs' events ${namespace}`] = { path: paths.events(namespace), query };
    }
    return collections;
}

function objectsFor(references: WorkloadReference[]): Record<string, Collection> {
    const collections: Record<string, Collection> = {};
    if (references.some(({ kind }) => kind === "PersistentVolumeClaim")) {
        // Storage classes are cluster-wide, so rights in namespaces do not cover them.
        collections["storageClasses"] = { path: paths.storageClasses, mayBeForbidden: true };
    }
    for (const { kind, namespace } of references) {
        collections[`${kind} ${namespace}`] = { path: kindPaths[kind](namespace) };
    }
    for (const namespace of inNamespaces(references)) {
        collections[`Pod ${namespace}`] = { path: paths.pods(namespace) };
        collections[`ReplicaSet ${namespace}`] = { path: paths.replicaSets(namespace) };
    }
    return collections;
}

function liveObjects(
    seen: Seen,
    fresh: FreshEvents,
    webhooks: WebhookConfigurations,
): LiveObjects & { events: CoreV1Event[] } {
    const all = (prefix: string) =>
        Object.entries(seen).flatMap(([name, objects]) => (name.startsWith(`${prefix} `) ? objects : []));
    const events = (prefix: string) => all(prefix) as unknown[] as CoreV1Event[];
    const warnings = events("warnings");
    return {
        objects: (kind, namespace) => seen[`${kind} ${namespace}`] ?? [],
        pods: all("Pod") as unknown[] as V1Pod[],
        replicaSets: all("ReplicaSet") as unknown[] as V1ReplicaSet[],
        storageClasses: seen["storageClasses"] as V1StorageClass[] | undefined,
        events: [...fresh.of(warnings), ...events("pulls")],
        recorded: warnings,
        jobEvents: events("jobs' events"),
        webhookConfiguration: webhooks.known,
    };
}
