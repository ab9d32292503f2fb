import { type Resource } from "./resource";

/** The name of a resource for people: with its namespace, if it is in one. */
export function nameOf({ kind, namespace, name }: Resource): string {
    return namespace === undefined || kind === "cluster" ? name : `${namespace}/${name}`;
}

/** The kind of a resource for people: for an object its kind in Kubernetes, such as `Deployment`. */
export function kindOf({ kind, objectKind }: Resource): string {
    return objectKind ?? kind;
}

/** What carries the connections of an endpoint; undefined for what is no endpoint. */
export function carrierOf({ via }: Resource): string | undefined {
    return via && (via === "node" ? "a relay" : "a forwarder");
}
