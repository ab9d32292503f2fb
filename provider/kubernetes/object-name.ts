import type { KubernetesObject } from "@kubernetes/client-node";

/** Returns the object's name. Objects from the server always have one, though the types do not say so. */
export function nameOf({ metadata }: KubernetesObject): string {
    return metadata?.name ?? "";
}

export function namespaceOf({ metadata }: KubernetesObject): string {
    return metadata?.namespace ?? "";
}

/** Returns the creation time in RFC 3339, as the server sent it, where the types promise a Date. */
export function createdAt({ metadata }: KubernetesObject): string {
    return String(metadata?.creationTimestamp);
}

/** Returns `namespace/name`, or the name alone. */
export function fullName(object: KubernetesObject): string {
    return [object.metadata?.namespace, nameOf(object)].filter(Boolean).join("/");
}
