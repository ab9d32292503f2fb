/** A Kubernetes object as a program or a file writes it. */
export interface KubernetesObject {
    /** `version`, or `group/version`. */
    apiVersion: string;
    /** What it is, such as `Deployment`. */
    kind: string;
    /** Its name, and its namespace where it has one; labels, annotations and the rest. */
    metadata: { name: string; namespace?: string; [field: string]: unknown };
    [field: string]: unknown;
}

/** An object, and where it was read, for errors: `k8s/web.yaml:12 (document 2)`. */
export interface LocatedObject {
    place: string;
    object: KubernetesObject;
}

/** Something in a manifest that has not been looked at yet. */
export interface LocatedValue {
    place: string;
    value: unknown;
    /** Where the `items` of the value are, if it has any. */
    itemPlaces?: string[];
}

/** The API group of an object; empty for the core group. */
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
