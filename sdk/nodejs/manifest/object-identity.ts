import type * as pulumi from "@pulumi/pulumi";
import { isBuiltIn, otherApiVersions } from "./api-versions";
import { groupOf, type KubernetesObject } from "./kubernetes-object";
import type { PlacedObject } from "./place-objects";

/** `Kind/namespace/name`, with the group after the kind for a custom resource, and no namespace where there is none. */
export function objectKey({ object, scope }: PlacedObject): string {
    const kind = isBuiltIn(object) ? object.kind : `${object.kind}.${groupOf(object)}`;
    return `${kind}/${pathOf(object, scope)}`;
}

/** The type of the resource, the same that the typed classes have. */
export function resourceType(apiVersion: string, kind: string): string {
    return `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`;
}

/**
 * The name of the resource: it stays when the object moves to another file, another place or another Manifest.
 * A changed one would make Pulumi adopt the live object under the new name and then delete it under the old.
 */
export function resourceName(cluster: string, { object, scope }: PlacedObject): string {
    return `${cluster}:${pathOf(object, scope)}`;
}

/** Everything else the same object may be called in the state. */
export function resourceAliases(cluster: string, placed: PlacedObject, all: KubernetesObject[]): pulumi.Alias[] {
    const { object } = placed;
    const name = resourceName(cluster, placed);
    const versions = otherApiVersions(object, all).map((version) => resourceType(version, object.kind));
    const renamed = otherName(cluster, placed);
    const types = [resourceType(object.apiVersion, object.kind), ...versions];
    return [
        ...versions.map((type) => ({ type, name })),
        ...(renamed === undefined ? [] : types.map((type) => ({ type, name: renamed }))),
    ];
}

/** Where the definition of a custom resource is not at hand, it is taken to be in a namespace; that may change. */
function otherName(cluster: string, { object, scope }: PlacedObject): string | undefined {
    if (isBuiltIn(object)) return undefined;
    if (scope === "cluster") return `${cluster}:default/${object.metadata.name}`;
    return (object.metadata.namespace ?? "default") === "default" ? `${cluster}:${object.metadata.name}` : undefined;
}

function pathOf({ metadata }: KubernetesObject, scope: PlacedObject["scope"]): string {
    return scope === "cluster" ? metadata.name : `${metadata.namespace ?? "default"}/${metadata.name}`;
}
