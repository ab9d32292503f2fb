import type { CoreV1Event } from "@kubernetes/client-node";
import { firstSeen, lastSeen } from "./event";

/** Another resource of the program may create what is missing, or correct a quota. */
const graceSeconds = 30;
/** A retry that succeeds after all does so at once. */
const terminalAfterSeconds = 2;

/**
 * Returns the latest message of an operation that is retried. The problem is terminal when the operation still failed
 * half a minute after its first failure. Only retries count, not the time that passed: they come at growing intervals,
 * and the cause may be gone since the last one.
 */
export function recurrence(events: CoreV1Event[]): { message: string; terminalAfterSeconds?: number } | undefined {
    const [latest] = [...events].sort((a, b) => lastSeen(b) - lastSeen(a));
    if (!latest) return undefined;
    const lasted = lastSeen(latest) - Math.min(...events.map(firstSeen));
    return { message: latest.message ?? "", ...(lasted >= graceSeconds * 1_000 ? { terminalAfterSeconds } : {}) };
}
