import type { CoreV1Event } from "@kubernetes/client-node";

/**
 * Tells what happens while one looks, together with how it began, from what is only on record from before: its cause may be
 * gone.
 */
export class FreshEvents {
    private before: Set<string> | undefined;

    of(events: CoreV1Event[]): CoreV1Event[] {
        const before = (this.before ??= new Set(events.map(occurrence)));
        const happening = new Set(events.filter((event) => !before.has(occurrence(event))).map(subject));
        return events.filter((event) => happening.has(subject(event)));
    }
}

/** Of an event that happens again the version changes. */
function occurrence({ metadata }: CoreV1Event): string {
    return `${metadata.uid ?? ""} ${metadata.resourceVersion ?? ""}`;
}

/** The same may be told by several events: names that are made up differ each time. */
function subject({ involvedObject, reason }: CoreV1Event): string {
    return `${involvedObject.uid ?? ""} ${reason ?? ""}`;
}
