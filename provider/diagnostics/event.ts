import type { CoreV1Event, KubernetesObject } from "@kubernetes/client-node";

/** Returns the latest warnings, oldest first, each once. */
export function warnings(events: CoreV1Event[], atMost = 5): string[] {
    const sorted = events.filter(({ type }) => type === "Warning").sort((a, b) => lastSeen(a) - lastSeen(b));
    return [...new Set(sorted.map(describe).reverse())].slice(0, atMost).reverse();
}

export function isAbout(event: CoreV1Event, kind: string, name: string | undefined): boolean {
    return event.involvedObject.kind === kind && event.involvedObject.name === name;
}

/** Reports whether the event is about this very object, not about an earlier one of the same name. */
export function isOf({ involvedObject }: CoreV1Event, { metadata }: KubernetesObject): boolean {
    return involvedObject.uid === metadata?.uid;
}

/** Returns when the event first happened, in milliseconds. */
export function firstSeen({ firstTimestamp, eventTime, metadata }: CoreV1Event): number {
    return time(firstTimestamp ?? eventTime ?? metadata.creationTimestamp);
}

/** Returns when the event last happened, in milliseconds. */
export function lastSeen(event: CoreV1Event): number {
    return time(lastTimestamp(event));
}

/**
 * Returns when the event last happened, in RFC 3339: times arrive as text, whatever their types say. The time of a
 * series takes precedence.
 */
export function lastTimestamp({ series, lastTimestamp, eventTime, metadata }: CoreV1Event): string {
    const stamp: unknown = series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? metadata.creationTimestamp;
    return typeof stamp === "string" ? stamp : "";
}

function describe({ involvedObject, reason, message }: CoreV1Event): string {
    return `${involvedObject.kind} ${involvedObject.name ?? ""}: ${reason ?? ""}: ${message?.trim() ?? ""}`;
}

function time(stamp: unknown): number {
    return typeof stamp === "string" && stamp !== "" ? Date.parse(stamp) : 0;
}
