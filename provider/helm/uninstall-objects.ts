import { type RenderedObject, renderedObjects } from "./stored-release";

/** An object as a chart rendered it, with all that it holds. */
export interface ChartObject extends RenderedObject {
    metadata: RenderedObject["metadata"] & { annotations?: Record<string, string> };
}

/** A list has objects in it that may leave their kind to it, and a name only by chance. */
interface ChartList {
    apiVersion: string;
    kind: string;
    items: Partial<ChartObject>[];
}

const policyAnnotation = "helm.sh/resource-policy";

/** The objects of a manifest, lists as they stand, because Helm sorts by their kind. */
export function chartObjects(manifest: string): ChartObject[] {
    return renderedObjects(manifest);
}

/** Whether an uninstallation leaves it alone. Helm looks for `keep`, and does not delete what has another policy either. */
export function isKept(object: ChartObject): boolean {
    const { metadata } = object as { metadata?: ChartObject["metadata"] };
    return metadata?.annotations?.[policyAnnotation] !== undefined;
}

/** The object, or what is in it where it is a list. */
export function unpacked(object: ChartObject | ChartList): ChartObject[] {
    if (!isList(object)) return [object];
    const { apiVersion } = object;
    const kind = object.kind.replace(/List$/, "");
    return object.items.flatMap((item) => unpacked({ apiVersion, kind, ...item } as ChartObject));
}

function isList(object: ChartObject | ChartList): object is ChartList {
    return object.kind.endsWith("List") && "items" in object && Array.isArray(object.items);
}
