import type { KubernetesObject, V1PersistentVolumeClaim } from "@kubernetes/client-node";
import { podState } from "../../diagnostics/pod";
import { fullName, nameOf, namespaceOf } from "../../kubernetes/object-name";
import { lookAt } from "../../workloads/workload";
import { type LiveObjects } from "../../workloads/live-objects";
import { type WorkloadKind } from "../../workloads/availability";
import { type Answer } from "./answer";
import { type Objects } from "./objects";

export interface UnreadyWorkload {
    kind: string;
    name: string;
    why: string;
    /** The states of its pods with problems. */
    pods: string[];
}

const kinds = {
    Deployment: "deployments",
    StatefulSet: "statefulSets",
    DaemonSet: "daemonSets",
    Job: "jobs",
    Service: "services",
} as const satisfies Partial<Record<WorkloadKind, keyof Objects>>;

/** Returns the workloads of each kind that are not available, or why the kind could not be listed. */
export function unreadyWorkloads(objects: Objects): { kind: string; unready: Answer<UnreadyWorkload[]> }[] {
    return Object.entries(kinds).map(([kind, list]) => {
        const { value, problem } = objects[list] as Answer<KubernetesObject[]>;
        if (problem !== undefined) return { kind, unready: { problem } };
        return { kind, unready: { value: value.flatMap((object) => unready(kind as WorkloadKind, object, objects)) } };
    });
}

/** Returns the claims that are not bound to a volume. */
export function unboundClaims(claims: V1PersistentVolumeClaim[], objects: Objects): UnreadyWorkload[] {
    const unbound = claims.filter(({ status }) => status?.phase !== "Bound");
    return unbound.map((claim) => {
        const storageClass = claim.spec?.storageClassName ?? "none";
        const [told] = unready("PersistentVolumeClaim", claim, objects);
        const why = told?.why ?? "it waits for its first pod";
        return {
            ...{ kind: "PersistentVolumeClaim", name: fullName(claim), pods: told?.pods ?? [] },
            why: `${why}; phase ${claim.status?.phase ?? "unknown"}, storage class ${storageClass}`,
        };
    });
}

function unready(kind: WorkloadKind, object: KubernetesObject, objects: Objects): UnreadyWorkload[] {
    const reference = { apiVersion: "", kind, namespace: namespaceOf(object), name: nameOf(object) };
    const { problem, pods } = lookAt(reference, liveObjects(object, objects));
    return problem
        ? [{ kind, name: fullName(object), why: problem.message, pods: pods.flatMap((pod) => podState(pod)) }]
        : [];
}

function liveObjects(object: KubernetesObject, { pods, replicaSets, storageClasses }: Objects): LiveObjects {
    return {
        objects: () => [object],
        pods: pods.value ?? [],
        replicaSets: replicaSets.value ?? [],
        storageClasses: storageClasses.value,
    };
}
