import type { JsonObject } from "../json";
import { annotation } from "../objects/naming";

const defaultTimeoutSeconds = 600;

/** What `customTimeouts` says, else the object's annotation, else ten minutes. */
export function timeoutFor(inputs: JsonObject, customSeconds: number): number {
    if (customSeconds > 0) {
        return customSeconds;
    }
    const annotated = Number.parseInt(annotation(inputs, "pulumi.com/timeoutSeconds"), 10);
    return Number.isNaN(annotated) ? defaultTimeoutSeconds : annotated;
}
