import * as pulumi from "@pulumi/pulumi";
import { isDeferred } from "../validation";
import { type Annotations, withAnnotations } from "./annotations";
import type { KubernetesObject } from "./kubernetes-object";

/**
 * Who owns the fields of our objects. A name of its own choice would be another one after an interrupted `up`, which
 * would then be in conflict with what itself made before.
 */
export const fieldManager = "pulumi-k3s";

/** How the Kubernetes provider is told, object by object, by whom and how to apply it; the object's own word counts. */
export function withFieldManager(object: KubernetesObject, force: pulumi.Input<boolean>): KubernetesObject {
    if (!isDeferred(force)) return withAnnotations(object, (own) => ({ ...annotationsFor(force as boolean), ...own }));
    const own = object.metadata.annotations as pulumi.Input<Annotations> | undefined;
    const annotations = pulumi.all([force, own]).apply(([known, others]) => ({ ...annotationsFor(known), ...others }));
    return { ...object, metadata: { ...object.metadata, annotations } };
}

function annotationsFor(force: boolean): Annotations {
    return { "pulumi.com/patchFieldManager": fieldManager, ...(force ? { "pulumi.com/patchForce": "true" } : {}) };
}
