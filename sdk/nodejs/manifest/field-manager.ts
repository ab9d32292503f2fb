import * as pulumi from "@pulumi/pulumi";
import { isDeferred } from "../validation";
import { type Annotations, withAnnotations } from "./annotations";
import type { KubernetesObject } from "./kubernetes-object";

/**
 * The field manager of the package's objects. The name that the provider generates would differ after an interrupted
 * `up`, which would then conflict with the objects that it created before.
 */
export const fieldManager = "pulumi-k3s";

/**
 * Adds the annotations that tell the Kubernetes provider which field manager to use and whether to force. The object's
 * own annotations take precedence.
 */
export function withFieldManager(object: KubernetesObject, force: pulumi.Input<boolean>): KubernetesObject {
    if (!isDeferred(force)) return withAnnotations(object, (own) => ({ ...annotationsFor(force as boolean), ...own }));
    const own = object.metadata.annotations as pulumi.Input<Annotations> | undefined;
    const annotations = pulumi.all([force, own]).apply(([known, others]) => ({ ...annotationsFor(known), ...others }));
    return { ...object, metadata: { ...object.metadata, annotations } };
}

function annotationsFor(force: boolean): Annotations {
    return { "pulumi.com/patchFieldManager": fieldManager, ...(force ? { "pulumi.com/patchForce": "true" } : {}) };
}
