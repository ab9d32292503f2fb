import type { CoreV1Event, KubernetesObject, V1Pod } from "@kubernetes/client-node";
import { firstSeen, isOf } from "../diagnostics/event";
import { isPodFinished } from "../diagnostics/pod";
import { recurrence } from "../diagnostics/recurrence";
import { createdAt } from "../kubernetes/object-name";
import { unansweredWebhook } from "../diagnostics/unanswered-webhook";
import { type WorkloadProblem } from "./availability";

/** By a quota, a policy, a webhook that says no. */
const refusal = /\bis forbidden: |\bdenied the request\b/;

/**
 * What only the events of a workload tell, where its state has no condition for it: that nobody lets it make its pods. There
 * is no hope by what happens while one looks; what is on record from before is told, but its cause may be gone.
 */
export function podsRefused(
    kind: string,
    workload: KubernetesObject,
    pods: V1Pod[],
    { fresh, recorded }: { fresh: CoreV1Event[]; recorded: CoreV1Event[] },
): WorkloadProblem | undefined {
    // Where a pod ends, as a Job's do, the next may have its place.
    if (kind === "Job" && !pods.every(isPodFinished)) return undefined;
    // A refusal from before the newest pod was created is over.
    const newest = Math.max(0, ...pods.map((pod) => Date.parse(createdAt(pod))));
    const refused = (events: CoreV1Event[]) =>
        recurrence(
            events.filter(
                (event) =>
                    isOf(event, workload) &&
                    event.reason === "FailedCreate" &&
                    isRefusal(event.message ?? "") &&
                    firstSeen(event) >= newest,
            ),
        );
    const known = refused(recorded);
    const happening = refused(fresh) ?? (known && { message: known.message });
    return happening && { ...happening, message: `its pods are refused: ${happening.message}`, isCause: true };
}

function isRefusal(message: string): boolean {
    return refusal.test(message) || unansweredWebhook(message) !== undefined;
}
