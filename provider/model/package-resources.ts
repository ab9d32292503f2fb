import type { KubernetesObject } from "@kubernetes/client-node";
import { latestRecords, revisionOf, statusOf } from "../helm/release-records";
import { nameOf, namespaceOf } from "../kubernetes/object-name";
import { type ObjectReference } from "../kubernetes/object-reference";
import { type LiveObjects } from "../workloads/live-objects";
import { type WorkloadKind, workloadProblem } from "../workloads/availability";
import { healthy, unhealthy, withParts } from "./condition";
import { type ClusterFacts, type KubernetesObjects } from "./facts";
import { type Condition, type Resource, resourceId } from "./resource";
import { described, listOf, objectCondition, objectsOf, type OwnerOf, workloadKinds } from "./workload-resources";

/** After how long a failed release is a terminal failure. Until then, somebody may be about to try it again. */
const failedForGoodSeconds = 30;

/** Tells which release or manifest owns an object: a release by Helm's annotations, a manifest by the stack. */
export function owners({ path, stack }: ClusterFacts): OwnerOf {
    const inManifest = new Map(
        (stack?.manifests ?? []).flatMap(({ name, objects }) =>
            objects.map((reference) => [keyOf(reference), resourceId(path, "manifest", name)] as const),
        ),
    );
    return (object, kind) => {
        const annotations = object.metadata?.annotations ?? {};
        const release = annotations["meta.helm.sh/release-name"];
        if (release !== undefined) {
            const namespace = annotations["meta.helm.sh/release-namespace"] ?? namespaceOf(object);
            return resourceId(path, "release", release, namespace);
        }
        return inManifest.get(keyOf({ kind, namespace: namespaceOf(object), name: nameOf(object) })) ?? path;
    };
}

/** Helm's releases, each in its latest revision, and the releases of the stack that the cluster does not have. */
export function releaseResources(
    { path, stack }: ClusterFacts,
    objects: KubernetesObjects,
    parts: Resource[],
): Resource[] {
    const latest = latestRecords(objects.releases);
    const there = [...latest.values()].map((record) => {
        const id = resourceId(path, "release", record.metadata?.labels?.name ?? "", namespaceOf(record));
        const version = chartOf(id, path, objects);
        return {
            ...withParts(releaseCondition(record), labelled(parts, id)),
            ...released(path, record.metadata?.labels?.name ?? "", namespaceOf(record)),
            ...(version !== undefined && { version }),
            since: record.metadata?.creationTimestamp as unknown as string | undefined,
        };
    });
    const missing = (stack?.releases ?? [])
        .filter(({ name, namespace }) => !latest.has(`${namespace}/${name}`))
        .map(({ name, namespace }) => ({
            ...unhealthy("missing", "the stack has it, and the cluster has not"),
            ...released(path, name, namespace),
        }));
    return [...there, ...missing];
}

function released(path: string, name: string, namespace: string) {
    const id = resourceId(path, "release", name, namespace);
    return { id, kind: "release" as const, name, namespace, cluster: path, parent: path, addresses: [] };
}

function releaseCondition(record: KubernetesObject): Condition {
    const status = statusOf(record);
    if (status === "deployed") return healthy(status);
    if (status.startsWith("pending-") || status === "uninstalling") {
        return { state: status, health: "progressing", why: `Helm is at it, or was ended in its midst` };
    }
    // A release that failed stays so until its next revision.
    return unhealthy(status, `revision ${revisionOf(record)} ${status}`, failedForGoodSeconds);
}

/** The chart of a release, from the label `helm.sh/chart` of its objects. */
function chartOf(id: string, path: string, objects: KubernetesObjects): string | undefined {
    const ownerOf = owners({ path } as ClusterFacts);
    for (const kind of [...workloadKinds, "Service"]) {
        const own = objectsOf(objects, kind).find(
            (object) => object.metadata?.labels?.["helm.sh/chart"] !== undefined && ownerOf(object, kind) === id,
        );
        if (own) return own.metadata?.labels?.["helm.sh/chart"];
    }
    return undefined;
}

/** The manifests of the stack. */
export function manifestResources({ path, stack }: ClusterFacts, parts: Resource[]): Resource[] {
    return (stack?.manifests ?? []).map(({ name }) => {
        const id = resourceId(path, "manifest", name);
        return {
            ...withParts(healthy("applied"), labelled(parts, id)),
            ...{ id, kind: "manifest" as const, name, cluster: path, parent: path, addresses: [] },
        };
    });
}

/** The objects of manifests that are not resources by their kind, and those that the cluster does not have. */
export function manifestObjects(
    { path, stack }: ClusterFacts,
    objects: KubernetesObjects,
    live: LiveObjects,
): Resource[] {
    return (stack?.manifests ?? []).flatMap(({ name, objects: references }) =>
        references.flatMap((reference) => {
            const { apiVersion, kind } = reference;
            const candidates = objects.others[`${apiVersion}/${kind}`] ?? listOf(objects, kind);
            // Whether an object exists is known only of kinds that have been listed.
            if (candidates === undefined) return [];
            const object = candidates.find((candidate) => isMeant(candidate, reference));
            // Existing pods, Services and workloads are resources already.
            if (object && isTold(kind)) return [];
            const missing: object = { metadata: { name: reference.name, namespace: reference.namespace || undefined } };
            return {
                ...conditionOf(kind, object, live),
                ...described(path, "object", kind, object ?? missing),
                parent: resourceId(path, "manifest", name),
            };
        }),
    );
}

function conditionOf(kind: string, object: KubernetesObject | undefined, live: LiveObjects): Condition {
    if (!object) return unhealthy("missing", "it does not exist");
    return kind in workloadProblem ? objectCondition(kind as WorkloadKind, object, live) : healthy("present");
}

function isTold(kind: string): boolean {
    return kind === "Pod" || kind === "Service" || (workloadKinds as readonly string[]).includes(kind);
}

function isMeant(object: KubernetesObject, { name, namespace }: ObjectReference): boolean {
    const own = namespaceOf(object);
    return nameOf(object) === name && (own === "" || own === (namespace || "default"));
}

function labelled(parts: Resource[], id: string) {
    return parts
        .filter(({ parent }) => parent === id)
        .map((part) => ({ ...part, label: `${part.objectKind ?? part.kind} ${part.name}` }));
}

function keyOf({ kind, namespace, name }: Pick<ObjectReference, "kind" | "namespace" | "name">): string {
    return `${kind} ${namespace}/${name}`;
}
