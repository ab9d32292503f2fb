import type { CoreV1Event, V1Pod } from "@kubernetes/client-node";
import { type Patience } from "./patience";
import { podProblem } from "./pod";

/** The pods whose problems have lasted too long for hope. */
export function hopelessPods(patience: Patience, pods: V1Pod[], events: CoreV1Event[] = []): V1Pod[] {
    return pods.filter((pod) =>
        patience.isOver(pod.metadata?.uid ?? "", podProblem(pod, events)?.hopelessAfterSeconds),
    );
}
