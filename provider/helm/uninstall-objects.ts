import { type RenderedObject, renderedObjects } from "./stored-release";

/** An object as a chart rendered it, with its complete content. */
export interface ChartObject extends RenderedObject {
    metadata: RenderedObject["metadata"] & { annotations?: Record<string, string> };
}

/** A list of objects that may omit the kind, which the list implies. The list itself need not have a name. */
interface ChartList {
    apiVersion: string;
    kind: string;
    items: Partial<ChartObject>[];
}

const policyAnnotation = "helm.sh/resource-policy";

/** Returns the objects of a manifest. Lists are not unpacked, because Helm sorts by their kind. */
export function chartObjects(manifest: string): ChartObject[] {
    return renderedObjects(manifest);
}

/**
 * Reports whether an uninstallation keeps the object. Helm looks for the policy `keep`, and does not delete objects
 * with any other policy either.
 */
export function isKept(object: ChartObject): boolean {
    const { metadata } = object as { metadata?: ChartObject["metadata"] };
    return metadata?.annotations?.[policyAnnotation] !== undefined;
}

/** Returns the object, or the objects in it when it is a list. */
export function unpacked(object: ChartObject | ChartList): ChartObject[] {
    if (!isList(object)) return [object];
    const { apiVersion } = object;
    const kind = object.kind.replace(/List$/, "");
    return object.items.flatMap((item) => unpacked({ apiVersion, kind, ...item } as ChartObject));
}

function isList(object: ChartObject | ChartList): object is ChartList {
    return object.kind.endsWith("List") && "items" in object && Array.isArray(object.items);
}
