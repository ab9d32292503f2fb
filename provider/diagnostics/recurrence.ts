import type { CoreV1Event } from "@kubernetes/client-node";
import { firstSeen, lastSeen } from "./event";

/** What is missing may be made by a resource beside this one, a quota corrected. */
const graceSeconds = 30;
/** What succeeds after all does so at once. */
const terminalAfterSeconds = 2;

/**
 * What is tried again and again, in the words of the last time. There is no hope when it still failed half a minute after
 * the first time. What counts is a try, not the time: they come at growing intervals, and the cause may be gone since the last.
 */
export function recurrence(events: CoreV1Event[]): { message: string; terminalAfterSeconds?: number } | undefined {
    const [latest] = [...events].sort((a, b) => lastSeen(b) - lastSeen(a));
    if (!latest) return undefined;
    const lasted = lastSeen(latest) - Math.min(...events.map(firstSeen));
    return { message: latest.message ?? "", ...(lasted >= graceSeconds * 1_000 ? { terminalAfterSeconds } : {}) };
}
