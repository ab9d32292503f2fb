import type { KubernetesObject, V1Pod, V1Service } from "@kubernetes/client-node";
import { isPodFinished, isPodReady, podProblem } from "../diagnostics/pod";
import { FreshEvents } from "../diagnostics/fresh-events";
import { nameOf, namespaceOf } from "../kubernetes/object-name";
import { type LiveObjects } from "../workloads/live-objects";
import { lookAt } from "../workloads/workload";
import { type WorkloadKind } from "../workloads/availability";
import { healthy, isWorse, problematic } from "./condition";
import { type KubernetesObjects } from "./facts";
import { type Condition, type Relation, type Resource, resourceId } from "./resource";

/** The kinds whose objects are always resources, whatever created them. */
export const workloadKinds = ["Deployment", "StatefulSet", "DaemonSet", "Job"] as const;
type Kind = (typeof workloadKinds)[number];

/** Returns the id of the resource that an object belongs to: a release, a manifest, or else the cluster. */
export type OwnerOf = (object: KubernetesObject, kind: string) => string;

/**
 * Views of a cluster's objects for the package's checks. Remembers which events earlier views had, to find new ones.
 */
export class LiveView {
    private readonly fresh = new FreshEvents();

    of(objects: KubernetesObjects): LiveObjects {
        return {
            objects: (kind, namespace) => objectsOf(objects, kind).filter((its) => namespaceOf(its) === namespace),
            pods: objects.pods,
            replicaSets: objects.replicaSets,
            storageClasses: objects.storageClasses,
            events: [...this.fresh.of(objects.warnings), ...objects.pulls],
            recorded: objects.warnings,
        };
    }
}

/** Returns the objects of a kind, and none of a kind that the model does not list. */
export function objectsOf(objects: KubernetesObjects, kind: string): KubernetesObject[] {
    return listOf(objects, kind) ?? [];
}

/** Returns the objects of a kind, undefined for a kind that the model does not list for every cluster. */
export function listOf(objects: KubernetesObjects, kind: string): KubernetesObject[] | undefined {
    const byKind: Record<string, KubernetesObject[]> = {
        Deployment: objects.deployments,
        StatefulSet: objects.statefulSets,
        DaemonSet: objects.daemonSets,
        ReplicaSet: objects.replicaSets,
        Job: objects.jobs,
        Pod: objects.pods,
        PersistentVolumeClaim: objects.claims,
        Service: objects.services,
    };
    return byKind[kind];
}

/** The workloads of a cluster. Their ids contain the object's kind: `shop/dev/dev/deployment/default/web`. */
export function workloadResources(
    cluster: string,
    objects: KubernetesObjects,
    live: LiveObjects,
    ownerOf: OwnerOf,
): Resource[] {
    return workloadKinds.flatMap((kind) =>
        objectsOf(objects, kind)
            .filter((object) => !isControlled(object))
            .map((object) => ({
                ...objectCondition(kind, object, live),
                ...described(cluster, "workload", kind, object),
                parent: ownerOf(object, kind),
                ...versionOf(object),
            })),
    );
}

/** The condition of an object of a kind that `pulumi up` waits for. */
export function objectCondition(kind: WorkloadKind, object: KubernetesObject, live: LiveObjects): Condition {
    const reference = { apiVersion: "", kind, namespace: namespaceOf(object), name: nameOf(object) };
    const { problem, pods } = lookAt(reference, live);
    const good = goodState[kind] ?? "available";
    if (!problem) return healthy(good);
    const own = problematic(`not ${good}`, problem);
    const troubled = pods.map((pod) => ({ pod, told: podProblem(pod, live.events) })).filter(({ told }) => told);
    // A pod that cannot become ready explains more than one that still may.
    const worst = troubled.find(({ told }) => told?.terminalAfterSeconds !== undefined) ?? troubled[0];
    if (kind === "Pod" || !worst) return own;
    const ofPod = podCondition(worst.pod, live);
    const terminal = [own, ofPod].flatMap(({ terminalAfterSeconds }) => terminalAfterSeconds ?? []);
    return {
        state: own.state,
        health: isWorse(ofPod.health, own.health) ? ofPod.health : own.health,
        why: `${problem.message}; pod ${nameOf(worst.pod)}: ${worst.told?.message ?? ""}`,
        ...(terminal.length > 0 && { terminalAfterSeconds: Math.min(...terminal) }),
    };
}

const goodState: Partial<Record<WorkloadKind, string>> = {
    Job: "completed",
    PersistentVolumeClaim: "bound",
    Pod: "ready",
    Service: "available",
};

export function podResources(
    cluster: string,
    objects: KubernetesObjects,
    live: LiveObjects,
    ownerOf: OwnerOf,
): Resource[] {
    const workloadOf = controllers(cluster, objects);
    return objects.pods.map((pod) => {
        const { nodeName } = pod.spec ?? {};
        const statuses = pod.status?.containerStatuses ?? [];
        return {
            ...podCondition(pod, live),
            ...described(cluster, "pod", "Pod", pod),
            parent: workloadOf(pod) ?? ownerOf(pod, "Pod"),
            addresses: pod.status?.podIP ? [pod.status.podIP] : [],
            restarts: statuses.reduce((sum, { restartCount }) => sum + restartCount, 0),
            containers: [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])].map(({ name }) => name),
            ...(nodeName !== undefined && {
                relations: [{ type: "runs-on", id: resourceId(cluster, "node", nodeName) } satisfies Relation],
            }),
        };
    });
}

function podCondition(pod: V1Pod, live: LiveObjects): Condition {
    const problem = podProblem(pod, live.events);
    if (!problem) return healthy(isPodFinished(pod) ? "completed" : "ready");
    const failed = pod.status?.phase === "Failed";
    const crashed = (pod.status?.containerStatuses ?? []).some(({ restartCount, ready }) => restartCount > 0 && !ready);
    const { message, terminalAfterSeconds = failed ? 0 : undefined } = problem;
    const condition = problematic(failed ? "failed" : "not ready", { message, terminalAfterSeconds });
    return crashed ? { ...condition, health: "unhealthy" } : condition;
}

/** The Services of a cluster, each related to the pods that it leads to. */
export function serviceResources(
    cluster: string,
    objects: KubernetesObjects,
    live: LiveObjects,
    ownerOf: OwnerOf,
): Resource[] {
    return objects.services.map((service) => ({
        ...objectCondition("Service", service, live),
        ...described(cluster, "service", "Service", service),
        parent: ownerOf(service, "Service"),
        addresses: addressesOf(service),
        relations: podsBehind(service, objects.pods).map((pod) => ({
            type: "leads-to" as const,
            id: resourceId(cluster, "pod", nameOf(pod), namespaceOf(pod)),
        })),
    }));
}

/** Returns the pods that a Service selects, ready or not. */
export function podsBehind(service: V1Service, pods: V1Pod[]): V1Pod[] {
    const wanted = Object.entries(service.spec?.selector ?? {});
    if (wanted.length === 0) return [];
    return pods.filter(
        (pod) =>
            namespaceOf(pod) === namespaceOf(service) &&
            wanted.every(([name, value]) => pod.metadata?.labels?.[name] === value),
    );
}

/**
 * Reports whether a Service has no ready pod. A Service without a selector never counts: others manage its endpoints.
 */
export function leadsNowhere(service: V1Service, pods: V1Pod[]): boolean {
    return service.spec?.selector !== undefined && !podsBehind(service, pods).some(isPodReady);
}

function addressesOf({ spec, status }: V1Service): string[] {
    const hosts = [
        ...(status?.loadBalancer?.ingress ?? []).map(({ ip, hostname }) => ip ?? hostname ?? ""),
        ...(spec?.clusterIP && spec.clusterIP !== "None" ? [spec.clusterIP] : []),
    ];
    return [...new Set(hosts)].flatMap((host) => (spec?.ports ?? []).map(({ port }) => `${host}:${port}`));
}

/** Returns a function from a pod to the id of its workload: the pod's controller, or that one's own controller. */
function controllers(cluster: string, { replicaSets, jobs }: KubernetesObjects): (pod: V1Pod) => string | undefined {
    const middle = new Map<string | undefined, KubernetesObject>(
        [...replicaSets, ...jobs].map((object) => [object.metadata?.uid, object]),
    );
    return (pod) => {
        const owner = pod.metadata?.ownerReferences?.find(({ controller }) => controller);
        const above = middle.get(owner?.uid)?.metadata?.ownerReferences?.find(({ controller }) => controller);
        const top = above ?? owner;
        const isKnown = (workloadKinds as readonly string[]).includes(top?.kind ?? "");
        return isKnown && top
            ? resourceId(cluster, (top.kind as Kind).toLowerCase(), top.name, namespaceOf(pod))
            : undefined;
    };
}

/**
 * Reports whether another object controls this one, such as a CronJob its Job. Only the pods of such objects are shown.
 */
function isControlled({ metadata }: KubernetesObject): boolean {
    return metadata?.ownerReferences?.some(({ controller, kind }) => controller && kind !== "Addon") ?? false;
}

/** The fields of a resource that all Kubernetes objects have. */
export function described(cluster: string, kind: Resource["kind"], objectKind: string, object: KubernetesObject) {
    const namespace = namespaceOf(object);
    const since = object.metadata?.creationTimestamp as unknown as string | undefined;
    return {
        id: resourceId(cluster, objectKind.toLowerCase(), nameOf(object), namespace),
        kind,
        objectKind,
        name: nameOf(object),
        ...(namespace !== "" && { namespace }),
        cluster,
        addresses: [] as string[],
        ...(since !== undefined && { since }),
    };
}

/** The version in the label `app.kubernetes.io/version`, which charts and kustomizations set. */
function versionOf({ metadata }: KubernetesObject): { version?: string } {
    const version = metadata?.labels?.["app.kubernetes.io/version"];
    return version === undefined ? {} : { version };
}
