import { type RenderedObject, renderedObjects } from "./stored-release";

/** An object as a chart rendered it, with its complete content. */
export interface ChartObject extends RenderedObject {
    metadata: RenderedObject["metadata"] & { annotations?: Record<string, string> };
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
