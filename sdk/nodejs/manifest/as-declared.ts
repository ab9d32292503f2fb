import { isDeferred, type Problem } from "../validation";
import { isRecord, type KubernetesObject, type LocatedObject } from "./kubernetes-object";
import type { Parsed } from "./parse-documents";

/** What the API server alone writes, and writes for this one object in that one cluster. */
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

/** What tools and controllers note on a live object; who owns such a field is in conflict with them later. */
const annotationsOfOthers = [
    "deployment.kubernetes.io/revision",
    "deprecated.daemonset.template.generation",
    "kubectl.kubernetes.io/last-applied-configuration",
];

/**
 * Makes of what `kubectl get -o yaml` tells what somebody would write: without what the API server keeps for itself, such as
 * a version that is outdated at once, and without the status. What a controller made of something else is refused: where that
 * is not there, the cluster deletes it again, and where it is, the controller makes it.
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
        // Generators write `creationTimestamp: null`, and `resourceVersion: ""` is in no object.
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
