import type * as pulumi from "@pulumi/pulumi";
import type { Origin } from "../references/origin";

/** A Kubernetes object as a `transform` receives it. */
export interface KubernetesObject {
    /** `version`, or `group/version`. */
    apiVersion: string;
    /** The kind, such as `Deployment`. */
    kind: string;
    /** Name, namespace, labels, annotations and further fields. */
    metadata: { name: string; namespace?: string | undefined; [field: string]: unknown };
    [field: string]: unknown;
}

/**
 * A Kubernetes object as a program declares it. Every value in it can be an Output. If `apiVersion`, `kind`,
 * `metadata`, `metadata.name` or `metadata.namespace` is an Output, the object is created, and shown in a preview, when
 * the value is known.
 *
 * @change Updates the object in place if Kubernetes can, otherwise replaces it. Another kind, name or namespace
 * replaces it.
 * @example { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "urls", namespace: shop.metadata.name }, data: { web: web.url } }
 */
export interface KubernetesObjectArgs {
    /** `version`, or `group/version`. */
    apiVersion: pulumi.Input<string>;
    /** The kind, such as `Deployment`. */
    kind: pulumi.Input<string>;
    /** Name, namespace, labels, annotations and further fields. */
    metadata: pulumi.Input<KubernetesMetadataArgs>;
    [field: string]: unknown;
}

/**
 * The `metadata` of every Kubernetes object.
 *
 * @change Another name or namespace replaces the object; labels and annotations are updated in place.
 */
export interface KubernetesMetadataArgs {
    /** Name of the object, unique for its kind in its namespace. */
    name: pulumi.Input<string>;
    /**
     * Namespace of the object.
     *
     * @default the `namespace` of the Manifest; none for kinds without a namespace
     */
    namespace?: pulumi.Input<string> | undefined;
    [field: string]: unknown;
}

/** The path to a field of an object: keys, and indexes of lists. */
export type PathInObject = readonly (string | number)[];

/** An object and the place where it was read, for errors: `k8s/web.yaml:12 (document 2)`. */
export interface LocatedObject {
    place: string;
    object: KubernetesObject;
    origin?: Origin;
    /** Returns the place of a field. Absent if the object was not read from text. */
    placeOf?: (path: PathInObject) => string;
}

/** A value in a manifest that has not been checked yet. */
export interface LocatedValue {
    place: string;
    value: unknown;
    /** The origin of the Output that had the value. */
    origin?: Origin;
    /** Returns the place of a field. Absent if the value was not read from text. */
    placeOf?: (path: PathInObject) => string;
    /** The places of the value's `items`, if it has any. */
    itemPlaces?: string[];
}

/** Returns the API group of an object; empty for the core group. */
export function groupOf({ apiVersion }: KubernetesObject): string {
    return apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
}

export function versionOf({ apiVersion }: KubernetesObject): string {
    return apiVersion.slice(apiVersion.indexOf("/") + 1);
}

export function isSecret(object: KubernetesObject): boolean {
    return groupOf(object) === "" && object.kind === "Secret";
}

export function isNamespace(object: KubernetesObject): boolean {
    return groupOf(object) === "" && object.kind === "Namespace";
}

export function isCustomResourceDefinition(object: KubernetesObject): boolean {
    return groupOf(object) === "apiextensions.k8s.io" && object.kind === "CustomResourceDefinition";
}

export function isRecord(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
