import { definitionOf, isBuiltIn } from "./api-versions";
import { groupOf, isCustomResourceDefinition, isNamespace, isRecord, type KubernetesObject } from "./kubernetes-object";
import type { PlacedObject } from "./place-objects";
import { isAwaitedByItself } from "./readiness";
import { conversionService } from "./stages";
import { isWorkload, permissionsOf } from "./workload-identity";

/** What others need comes first: definitions and namespaces, then what workloads run with, workloads, custom resources. */
export function inOrder(objects: PlacedObject[]): PlacedObject[] {
    return [0, 1, 2, 3, 4].flatMap((rank) => objects.filter(({ object }) => rankOf(object) === rank));
}

/**
 * The objects of the same Manifest that come before this one and are deleted after it: those without which the API server
 * refuses it, and those without which it does not go away again.
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

/** An operator may be among the workloads; without one, finalizers of its custom resources would never go. */
function customResourceNeeds(object: KubernetesObject, all: KubernetesObject[]): KubernetesObject[] {
    const definition = definitionOf(object, all);
    const service = definition && conversionService(definition);
    // One that its own annotation has waited for may well wait for this custom resource.
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

/** Permissions outlive what runs with them. A Pod of its own is refused without what it names, and nobody tries again. */
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
