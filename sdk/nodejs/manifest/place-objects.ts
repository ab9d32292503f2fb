import type { Problem } from "../validation";
import type { KubernetesObject, LocatedObject } from "./kubernetes-object";
import { type Scope, scopeOf } from "./scope";

/** An object whose namespace is set if its kind needs one. */
export interface PlacedObject extends LocatedObject {
    scope: Scope;
}

/** Sets the default namespace in every object that needs a namespace and has none, as `kubectl --namespace` does. */
export function placeObjects(
    objects: LocatedObject[],
    defaultNamespace: string | undefined,
): { found: PlacedObject[]; problems: Problem[] } {
    const all = objects.map(({ object }) => object);
    const found = objects.map((located) => {
        const scope = scopeOf(located.object, all);
        return { ...located, scope, object: inNamespace(located.object, scope, defaultNamespace ?? "default") };
    });
    const undecided = defaultNamespace === undefined ? [] : found.filter(({ scope }) => scope === "unknown");
    return {
        found,
        problems: undecided.map(({ place, object }) => ({
            path: place,
            message:
                `is a ${object.kind} (${object.apiVersion}) without metadata.namespace, and whether it needs one is unknown: ` +
                "set its namespace, add its CustomResourceDefinition, or put the object into a Manifest without namespace",
        })),
    };
}

function inNamespace(object: KubernetesObject, scope: Scope, namespace: string): KubernetesObject {
    const { metadata } = object;
    if (scope === "namespace" && metadata.namespace === undefined) {
        return { ...object, metadata: { ...metadata, namespace } };
    }
    if (scope === "cluster" && metadata.namespace !== undefined) {
        return { ...object, metadata: { ...metadata, namespace: undefined } };
    }
    return object;
}
