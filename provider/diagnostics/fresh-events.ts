import type { CoreV1Event } from "@kubernetes/client-node";

/**
 * Separates events that recur while the process watches, together with their beginning, from events that were only
 * recorded before, whose cause may be gone.
 */
export class FreshEvents {
    private before: Set<string> | undefined;

    of(events: CoreV1Event[]): CoreV1Event[] {
        const before = (this.before ??= new Set(events.map(occurrence)));
        const happening = new Set(events.filter((event) => !before.has(occurrence(event))).map(subject));
        return events.filter((event) => happening.has(subject(event)));
    }
}

/** Identifies one occurrence of an event: its resource version changes when it happens again. */
function occurrence({ metadata }: CoreV1Event): string {
    return `${metadata.uid ?? ""} ${metadata.resourceVersion ?? ""}`;
}

/**
 * Identifies what an event is about. Several events may report the same, because generated names in their messages
 * differ each time.
 */
function subject({ involvedObject, reason }: CoreV1Event): string {
    return `${involvedObject.uid ?? ""} ${reason ?? ""}`;
}
