import { definitionOf } from "./api-versions";
import { groupOf, isCustomResourceDefinition, isRecord, type KubernetesObject, versionOf } from "./kubernetes-object";
import type { PlacedObject } from "./place-objects";

/**
 * Returns the objects in the stages in which they are created; each stage starts when the previous ones are done. The
 * first stage has the objects that need no running workload of the Manifest. The other stages have objects that make
 * the API server call a workload, or whose creation needs such a call. The API server refuses them, and all other
 * objects that such a webhook checks, until the workload answers. Objects are deleted in the opposite order.
 */
export function stagesOf(objects: PlacedObject[]): PlacedObject[][] {
    const all = objects.map(({ object }) => object);
    const [definitions, aggregations] = [all.filter(isCustomResourceDefinition), all.filter(isAggregation)];
    const stages: PlacedObject[][] = [[], [], [], [], []];
    for (const placed of objects) stages[stageOf(placed.object, definitions, aggregations)]?.push(placed);
    return stages;
}

function stageOf(object: KubernetesObject, definitions: KubernetesObject[], aggregations: KubernetesObject[]): number {
    if (isConverted(object, definitions)) return 1;
    if (aggregations.includes(object)) return 2;
    if (aggregations.some((other) => serves(other, object))) return 3;
    return isAdmission(object) ? 4 : 0;
}

/** Returns the Service that converts custom resources between the versions of their definition. */
export function conversionService(definition: KubernetesObject): { name: unknown; namespace: unknown } | undefined {
    const { spec } = definition;
    if (!isRecord(spec) || !isRecord(spec.conversion) || spec.conversion.strategy !== "Webhook") return undefined;
    const { webhook } = spec.conversion;
    const client = isRecord(webhook) ? webhook.clientConfig : undefined;
    const { name, namespace } = isRecord(client) && isRecord(client.service) ? client.service : {};
    return { name, namespace };
}

/**
 * Returns whether the object is declared in another version than the one that is stored, so that a webhook has to
 * convert it.
 */
function isConverted(object: KubernetesObject, definitions: KubernetesObject[]): boolean {
    const definition = definitionOf(object, definitions);
    if (!definition || !conversionService(definition) || !isRecord(definition.spec)) return false;
    const { versions } = definition.spec;
    const stored = Array.isArray(versions) ? (versions as unknown[]).find((one) => isRecord(one) && one.storage) : {};
    return isRecord(stored) && typeof stored.name === "string" && stored.name !== versionOf(object);
}

/** Returns whether the object delegates a part of the API to a Service. */
function isAggregation({ apiVersion, kind, spec }: KubernetesObject): boolean {
    if (kind !== "APIService" || !apiVersion.startsWith("apiregistration.k8s.io/")) return false;
    return isRecord(spec) && isRecord(spec.service);
}

function serves({ spec }: KubernetesObject, object: KubernetesObject): boolean {
    return isRecord(spec) && spec.group === groupOf(object) && spec.version === versionOf(object);
}

function isAdmission(object: KubernetesObject): boolean {
    return (
        groupOf(object) === "admissionregistration.k8s.io" &&
        ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"].includes(object.kind)
    );
}
