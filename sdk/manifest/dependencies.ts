import { definitionOf, isBuiltIn } from "./api-versions";
import { groupOf, isCustomResourceDefinition, isNamespace, isRecord, type KubernetesObject } from "./kubernetes-object";
import type { PlacedObject } from "./place-objects";

/** What others need comes first: definitions and namespaces, then what pods are refused without. */
export function inOrder(objects: PlacedObject[]): PlacedObject[] {
    return [0, 1, 2].flatMap((rank) => objects.filter(({ object }) => rankOf(object) === rank));
}

/** The objects of the same Manifest without which the API server refuses this one; all of them come before it. */
export function dependenciesOf(object: KubernetesObject, all: KubernetesObject[]): KubernetesObject[] {
    const namespace = all.find((other) => isNamespace(other) && other.metadata.name === object.metadata.namespace);
    const definition = isBuiltIn(object) ? undefined : definitionOf(object, all);
    return [namespace, definition, ...admissionNeeds(object, all)].filter((other) => other !== undefined);
}

function rankOf(object: KubernetesObject): number {
    if (isNamespace(object) || isCustomResourceDefinition(object)) return 0;
    return ["ServiceAccount", "PriorityClass", "RuntimeClass"].includes(object.kind) && isBuiltIn(object) ? 1 : 2;
}

/** A controller tries again until its pods are admitted; nobody does for a Pod of its own. */
function admissionNeeds(pod: KubernetesObject, all: KubernetesObject[]): KubernetesObject[] {
    const { spec } = pod;
    if (groupOf(pod) !== "" || pod.kind !== "Pod" || !isRecord(spec)) return [];
    return all.filter((other) => {
        if (rankOf(other) !== 1) return false;
        const { name, namespace } = other.metadata;
        if (other.kind === "PriorityClass") return name === spec.priorityClassName;
        if (other.kind === "RuntimeClass") return name === spec.runtimeClassName;
        return namespace === pod.metadata.namespace && name === (spec.serviceAccountName ?? spec.serviceAccount);
    });
}
