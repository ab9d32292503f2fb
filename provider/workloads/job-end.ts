import type { CoreV1Event } from "@kubernetes/client-node";
import { isAbout, lastSeen } from "../diagnostics/event";
import { type ObjectReference } from "../kubernetes/object-reference";

/** How a Job ended that no longer exists. */
export interface JobEnd {
    succeeded: boolean;
    /** The message of its controller. */
    message: string;
}

/** The reasons of a Job's condition `Failed`, which its controller also reports in an event. */
const failures = new Set([
    "BackoffLimitExceeded",
    "DeadlineExceeded",
    "FailedIndexes",
    "MaxFailedIndexesExceeded",
    "PodFailurePolicy",
]);

/**
 * Reads how a Job ended from its events, which stay for an hour after a Job removes itself (ttlSecondsAfterFinished).
 * Returns undefined when no event reports an end: somebody deleted the Job before, or it ended long ago. Without a uid,
 * the last Job of that name counts.
 */
export function jobEnd(
    events: CoreV1Event[],
    { namespace, name, uid }: ObjectReference & { uid?: string },
): JobEnd | undefined {
    const own = events
        .filter((event) => isAbout(event, "Job", name) && event.involvedObject.namespace === namespace)
        .filter(({ involvedObject }) => uid === undefined || involvedObject.uid === uid)
        .sort((a, b) => lastSeen(a) - lastSeen(b));
    const last = own.at(-1)?.involvedObject.uid;
    const end = own.find(({ involvedObject, reason = "" }) => involvedObject.uid === last && isEnd(reason));
    return end && { succeeded: end.reason === "Completed", message: end.message ?? end.reason ?? "" };
}

function isEnd(reason: string): boolean {
    return reason === "Completed" || failures.has(reason);
}
