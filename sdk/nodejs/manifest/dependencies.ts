import { definitionOf, isBuiltIn } from "./api-versions";
import { groupOf, isCustomResourceDefinition, isNamespace, isRecord, type KubernetesObject } from "./kubernetes-object";
import type { PlacedObject } from "./place-objects";
import { isAwaitedByItself } from "./readiness";
import { conversionService } from "./stages";
import { isWorkload, permissionsOf } from "./workload-identity";

/**
 * Sorts objects so that dependencies come first: definitions and namespaces, what workloads need, other objects,
 * workloads, custom resources.
 */
export function inOrder(objects: PlacedObject[]): PlacedObject[] {
    return [0, 1, 2, 3, 4].flatMap((rank) => objects.filter(({ object }) => rankOf(object) === rank));
}

/**
 * Returns the objects of the same Manifest that are created before an object and deleted after it: those without which
 * the API server refuses the object, and those without which its deletion does not finish.
 */
export function dependenciesOf(object: KubernetesObject, all: KubernetesObject[]): KubernetesObject[] {
    const namespace = all.find((other) => isNamespace(other) && other.metadata.name === object.metadata.namespace);
    const needs = isBuiltIn(object) ? workloadNeeds(object, all) : customResourceNeeds(object, all);
    return [...(namespace ? [namespace] : []), ...needs];
}

function rankOf(object: KubernetesObject): number {
    if (isNamespace(object) || isCustomResourceDefinition(object)) return 0;
    if (!isBuiltIn(object)) return 4;
    if (isWorkload(object)) return 3;
    const runWith = ["ServiceAccount", "PriorityClass", "RuntimeClass"];
    return runWith.includes(object.kind) || groupOf(object) === "rbac.authorization.k8s.io" ? 1 : 2;
}

/**
 * Returns what a custom resource needs. An operator may be among the workloads; without it, the finalizers of its
 * custom resources would never be removed.
 */
function customResourceNeeds(object: KubernetesObject, all: KubernetesObject[]): KubernetesObject[] {
    const definition = definitionOf(object, all);
    const service = definition && conversionService(definition);
    // A workload whose own annotation makes Pulumi wait for it may itself wait for this custom resource.
    const workloads = all.filter((other) => isWorkload(other) && !isAwaitedByItself(other));
    return [
        ...(definition ? [definition] : []),
        ...workloads,
        ...all.filter(
            ({ kind, metadata }) =>
                kind === "Service" && metadata.name === service?.name && metadata.namespace === service.namespace,
        ),
    ];
}

/**
 * Returns what a workload needs. Permissions outlive the workload that uses them. A single Pod is refused if the
 * classes that it names are missing, and no controller tries again.
 */
function workloadNeeds(object: KubernetesObject, all: KubernetesObject[]): KubernetesObject[] {
    if (!isWorkload(object)) return [];
    return [...permissionsOf(object, all), ...(object.kind === "Pod" ? classesOf(object, all) : [])];
}

function classesOf({ spec }: KubernetesObject, all: KubernetesObject[]): KubernetesObject[] {
    if (!isRecord(spec)) return [];
    const { priorityClassName, runtimeClassName } = spec;
    return all.filter(
        (other) =>
            isBuiltIn(other) &&
            ((other.kind === "PriorityClass" && other.metadata.name === priorityClassName) ||
                (other.kind === "RuntimeClass" && other.metadata.name === runtimeClassName)),
    );
}
