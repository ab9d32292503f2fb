import * as pulumi from "@pulumi/pulumi";
import { isDeferred } from "../validation";
import type { KubernetesObject } from "./kubernetes-object";

export type Annotations = Record<string, string>;

/** Returns an object with changed annotations. Its own annotations may be an Output. */
export function withAnnotations(
    object: KubernetesObject,
    change: (own: Annotations | undefined) => Annotations,
): KubernetesObject {
    const { metadata } = object;
    const own = metadata.annotations as pulumi.Input<Annotations> | undefined;
    const annotations = isDeferred(own)
        ? pulumi.output(own).apply((known) => change(known))
        : change(own as Annotations | undefined);
    return { ...object, metadata: { ...metadata, annotations } };
}
