import type { KubernetesObject } from "@kubernetes/client-node";

/** Objects that the server returned always have a name, which the types do not know. */
export function nameOf({ metadata }: KubernetesObject): string {
    return metadata?.name ?? "";
}

export function namespaceOf({ metadata }: KubernetesObject): string {
    return metadata?.namespace ?? "";
}

/** In RFC 3339, as the server sent it: the types promise a Date. */
export function createdAt({ metadata }: KubernetesObject): string {
    return String(metadata?.creationTimestamp);
}

/** `namespace/name`, or the name alone. */
export function fullName(object: KubernetesObject): string {
    return [object.metadata?.namespace, nameOf(object)].filter(Boolean).join("/");
}
