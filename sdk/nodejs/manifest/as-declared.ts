import { isDeferred, type Problem } from "../validation";
import { isRecord, type KubernetesObject, type LocatedObject } from "./kubernetes-object";
import type { Parsed } from "./parse-documents";

/** Fields that only the API server writes, for a single object in a single cluster. */
const ofTheServer = [
    "creationTimestamp",
    "deletionGracePeriodSeconds",
    "deletionTimestamp",
    "generation",
    "managedFields",
    "resourceVersion",
    "selfLink",
    "uid",
];

/**
 * Annotations that tools and controllers write to a live object. Declaring one of them causes conflicts with its owner
 * later.
 */
const annotationsOfOthers = [
    "deployment.kubernetes.io/revision",
    "deprecated.daemonset.template.generation",
    "kubectl.kubernetes.io/last-applied-configuration",
];

/**
 * Turns copies of live objects, as `kubectl get -o yaml` prints them, into declarations: removes the status and the
 * fields of the API server, such as a version that is outdated at once. Refuses an object that a controller created for
 * another object: without that other object, the cluster deletes it again, and with it, the controller creates it.
 */
export function asDeclared(objects: LocatedObject[]): Parsed<LocatedObject> {
    const parsed: Parsed<LocatedObject> = { found: [], problems: [] };
    for (const located of objects) {
        const { object, place } = located;
        const isCopy = isLiveCopy(object);
        const message = isCopy ? ownedMessage(object) : undefined;
        if (message !== undefined) parsed.problems.push({ path: place, message } satisfies Problem);
        else parsed.found.push(isCopy ? { ...located, object: declared(object) } : located);
    }
    return parsed;
}

function isLiveCopy({ metadata }: KubernetesObject): boolean {
    return ofTheServer.some((field) => {
        const value = metadata[field];
        // Generators write `creationTimestamp: null`. No live object has `resourceVersion: ""`.
        return value !== undefined && value !== null && value !== "" && !isDeferred(value);
    });
}

function declared({ status: _, metadata, ...object }: KubernetesObject): KubernetesObject {
    const { annotations } = metadata;
    const own =
        isRecord(annotations) && !isDeferred(annotations) ? without(annotations, annotationsOfOthers) : annotations;
    const kept = without(metadata, ofTheServer) as KubernetesObject["metadata"];
    const isEmpty = isRecord(own) && !isDeferred(own) && Object.keys(own).length === 0;
    return {
        ...object,
        metadata: own === undefined ? kept : { ...kept, annotations: isEmpty ? undefined : own },
    };
}

function ownedMessage({ kind, metadata: { name, ownerReferences } }: KubernetesObject): string | undefined {
    if (!Array.isArray(ownerReferences) || ownerReferences.length === 0) return undefined;
    const [owner] = ownerReferences as unknown[];
    const whose = isRecord(owner) ? `${String(owner.kind)} "${String(owner.name)}"` : "another object";
    return (
        `is a copy of the live ${kind} "${name}", which belongs to ${whose} (metadata.ownerReferences): ` +
        "leave it out and give what it belongs to, or take its metadata.ownerReferences and metadata.uid away"
    );
}

function without(record: Record<string, unknown>, fields: string[]): Record<string, unknown> {
    return Object.fromEntries(Object.entries(record).filter(([field]) => !fields.includes(field)));
}
