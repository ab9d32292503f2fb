import { withAnnotations } from "./annotations";
import type { KubernetesObject } from "./kubernetes-object";

/**
 * Who owns the fields of our objects. A name of its own choice would be another one after an interrupted `up`, which
 * would then be in conflict with what itself made before.
 */
export const fieldManager = "pulumi-k3s";

/** How the Kubernetes provider is told, object by object, by whom and how to apply it; the object's own word counts. */
export function withFieldManager(object: KubernetesObject, force: boolean): KubernetesObject {
    const ours = {
        "pulumi.com/patchFieldManager": fieldManager,
        ...(force ? { "pulumi.com/patchForce": "true" } : {}),
    };
    return withAnnotations(object, (own) => ({ ...ours, ...own }));
}
