import type { CoreV1Event, V1Pod } from "@kubernetes/client-node";
import { type GracePeriod } from "./grace-period";
import { podProblem } from "./pod";

/** Returns the pods whose problems have lasted longer than their limits. */
export function terminalPods(gracePeriod: GracePeriod, pods: V1Pod[], events: CoreV1Event[] = []): V1Pod[] {
    return pods.filter((pod) =>
        gracePeriod.isOver(pod.metadata?.uid ?? "", podProblem(pod, events)?.terminalAfterSeconds),
    );
}
