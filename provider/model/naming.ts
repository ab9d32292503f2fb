import { type Resource } from "./resource";

/** How people name a resource: with its namespace where it is in one. */
export function nameOf({ kind, namespace, name }: Resource): string {
    return namespace === undefined || kind === "cluster" ? name : `${namespace}/${name}`;
}

/** What people call its kind: an object by its own. */
export function kindOf({ kind, objectKind }: Resource): string {
    return objectKind ?? kind;
}
