import type { CoreV1Event } from "@kubernetes/client-node";
import { lastTimestamp } from "../../diagnostics/event";

/** Several events with the same content, as one. */
export interface FoldedEvent {
    /** RFC 3339: when it last occurred. */
    last: string;
    times: number;
    /** `Pod default/web`. */
    object: string;
    reason: string;
    message: string;
}

/** Folds events with the same content into one. Returns the newest last. */
export function foldedEvents(events: CoreV1Event[]): FoldedEvent[] {
    const folded = new Map<string, FoldedEvent>();
    for (const event of events) {
        const { kind = "", namespace, name = "" } = event.involvedObject;
        const { reason = "", message = "" } = event;
        const object = `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
        const key = JSON.stringify([object, reason, message.trim()]);
        const known = folded.get(key);
        const last = lastTimestamp(event);
        folded.set(key, {
            last: known && known.last > last ? known.last : last,
            times: (known?.times ?? 0) + (event.series?.count ?? event.count ?? 1),
            object,
            reason,
            message: message.trim(),
        });
    }
    return [...folded.values()].sort((a, b) => Date.parse(a.last) - Date.parse(b.last));
}

export function isWarning({ type }: CoreV1Event): boolean {
    return type === "Warning";
}

/** Formats an event as a line. */
export function eventLine({ last, times, object, reason, message }: FoldedEvent, withObject = true): string {
    const count = times > 1 ? ` ${times}x` : "";
    return `${last}${count} ${withObject ? `${object}: ` : ""}${reason}: ${message.replaceAll(/\s*\n\s*/g, " ")}`;
}
