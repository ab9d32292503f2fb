import type { CoreV1Event } from "@kubernetes/client-node";

/** The latest warnings, oldest first, each once. */
export function warnings(events: CoreV1Event[], atMost = 5): string[] {
    const sorted = events.filter(({ type }) => type === "Warning").sort((a, b) => time(a) - time(b));
    return [...new Set(sorted.map(describe).reverse())].slice(0, atMost).reverse();
}

export function isAbout(event: CoreV1Event, kind: string, name: string | undefined): boolean {
    return event.involvedObject.kind === kind && event.involvedObject.name === name;
}

function describe({ involvedObject, reason, message }: CoreV1Event): string {
    return `${involvedObject.kind} ${involvedObject.name ?? ""}: ${reason ?? ""}: ${message?.trim() ?? ""}`;
}

/** Times arrive as text, whatever their types say. */
function time(event: CoreV1Event): number {
    const stamp: unknown = event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp;
    return typeof stamp === "string" ? Date.parse(stamp) : 0;
}
