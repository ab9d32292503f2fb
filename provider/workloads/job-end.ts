import type { CoreV1Event } from "@kubernetes/client-node";
import { isAbout, lastSeen } from "../diagnostics/event";
import { type ObjectReference } from "../kubernetes/object-reference";

/** How a Job ended that is not there any more. */
export interface JobEnd {
    succeeded: boolean;
    /** In the words of its controller. */
    message: string;
}

/** The reasons of a Job's condition `Failed`, which its controller tells in an event too. */
const failures = new Set([
    "BackoffLimitExceeded",
    "DeadlineExceeded",
    "FailedIndexes",
    "MaxFailedIndexesExceeded",
    "PodFailurePolicy",
]);

/**
 * Reads it from the events, which stay for an hour when a Job removes itself (ttlSecondsAfterFinished). Undefined where they
 * tell of no end: somebody deleted it before, or it is long ago. Without a uid it is the last Job of that name.
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
