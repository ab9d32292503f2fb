import type { CoreV1Event, KubernetesObject, V1Pod } from "@kubernetes/client-node";
import { firstSeen, isOf } from "../diagnostics/event";
import { isPodFinished } from "../diagnostics/pod";
import { recurrence } from "../diagnostics/recurrence";
import { createdAt } from "../kubernetes/object-name";
import { unansweredWebhook } from "../diagnostics/unanswered-webhook";
import { type WorkloadProblem } from "./availability";

/** The messages of a quota, a policy or a webhook that refuses a pod. */
const refusal = /\bis forbidden: |\bdenied the request\b/;

/**
 * Returns the problem that the API server refuses a workload's pods. For kinds without a condition for this, only
 * events report it. Events since the watch began make the problem terminal. Older ones are reported only, because their
 * cause may be gone.
 */
export function podsRefused(
    kind: string,
    workload: KubernetesObject,
    pods: V1Pod[],
    { fresh, recorded }: { fresh: CoreV1Event[]; recorded: CoreV1Event[] },
): WorkloadProblem | undefined {
    // When a pod ends, as the pods of a Job do, the next one may have its quota.
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
