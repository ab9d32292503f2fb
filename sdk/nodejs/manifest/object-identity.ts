import type * as pulumi from "@pulumi/pulumi";
import { isBuiltIn, otherApiVersions } from "./api-versions";
import { groupOf, type KubernetesObject } from "./kubernetes-object";
import type { PlacedObject } from "./place-objects";

/**
 * Returns `Kind/namespace/name`. A custom resource has its group after the kind; an object without a namespace has none
 * here.
 */
export function objectKey({ object, scope }: PlacedObject): string {
    const kind = isBuiltIn(object) ? object.kind : `${object.kind}.${groupOf(object)}`;
    return `${kind}/${pathOf(object, scope)}`;
}

/** Returns the type of the resource, which is the same as that of the typed classes. */
export function resourceType(apiVersion: string, kind: string): string {
    return `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`;
}

/**
 * Returns the name of the resource. It does not depend on the object's file, position or Manifest. If it changed,
 * Pulumi would adopt the live object under the new name and then delete it under the old one.
 */
export function resourceName(cluster: string, { object, scope }: PlacedObject): string {
    return `${cluster}:${pathOf(object, scope)}`;
}

/** Returns the other types and names that the same object may have in the state. */
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

/**
 * Returns the name that a custom resource may have in the state because its scope was not known: without its
 * definition, it is taken to be in a namespace. A later run may know the definition.
 */
function otherName(cluster: string, { object, scope }: PlacedObject): string | undefined {
    if (isBuiltIn(object)) return undefined;
    if (scope === "cluster") return `${cluster}:default/${object.metadata.name}`;
    return (object.metadata.namespace ?? "default") === "default" ? `${cluster}:${object.metadata.name}` : undefined;
}

function pathOf({ metadata }: KubernetesObject, scope: PlacedObject["scope"]): string {
    return scope === "cluster" ? metadata.name : `${metadata.namespace ?? "default"}/${metadata.name}`;
}
