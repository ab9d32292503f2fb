import type { CoreV1Event, KubernetesObject, V1Pod } from "@kubernetes/client-node";
import { firstSeen, isOf } from "../diagnostics/event";
import { isPodFinished } from "../diagnostics/pod";
import { recurrence } from "../diagnostics/recurrence";
import { createdAt } from "../object-name";
import { type WorkloadProblem } from "./workload-problem";

/** By a quota, a policy, a webhook that says no; not by one that does not answer yet. */
const refusal = /\bis forbidden: |\bdenied the request\b/;

/** What only the events of a workload tell, where its state has no condition for it: that nobody lets it make its pods. */
export function podsRefused(
    kind: string,
    workload: KubernetesObject,
    pods: V1Pod[],
    events: CoreV1Event[],
): WorkloadProblem | undefined {
    // Where a pod ends, as a Job's do, the next may have its place.
    if (kind === "Job" && !pods.every(isPodFinished)) return undefined;
    // What was refused before the newest pod was made was let through then.
    const newest = Math.max(0, ...pods.map((pod) => Date.parse(createdAt(pod))));
    const refused = recurrence(
        events.filter(
            (event) =>
                isOf(event, workload) &&
                event.reason === "FailedCreate" &&
                refusal.test(event.message ?? "") &&
                firstSeen(event) >= newest,
        ),
    );
    return refused && { ...refused, message: `its pods are refused: ${refused.message}` };
}
