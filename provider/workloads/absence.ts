import type { CoreV1Event, KubernetesObject } from "@kubernetes/client-node";
import { heldBy, releaseRemedy } from "../diagnostics/finalizers";
import { jobEnd } from "./job-end";
import { type WorkloadReference } from "./workload-reference";
import { type WorkloadProblem } from "./availability";

/** A list may be a moment behind, and the event of a Job's end a moment behind the Job. */
const graceSeconds = 20;

/**
 * What is wrong with a workload that is not there; undefined where that is fine. A hook is there for its moment only, and
 * whoever runs it sees how it ends. A Job may be set to remove itself when it is done (ttlSecondsAfterFinished), but that it
 * was done must have been seen, here or by its controller.
 */
export function absence(reference: WorkloadReference, jobEvents: CoreV1Event[]): WorkloadProblem | undefined {
    const { kind, since, remedy, isDone } = reference;
    if (since !== undefined || (kind === "Job" && isDone)) return undefined;
    if (remedy === undefined) return { message: "it does not exist" };
    const end = kind === "Job" ? jobEnd(jobEvents, reference) : undefined;
    if (end?.succeeded) return undefined;
    const gone = { isCause: true, terminalAfterSeconds: graceSeconds, next: remedy } as const;
    if (end) return { ...gone, message: `it failed and was deleted: ${end.message}` };
    if (kind !== "Job") return { ...gone, message: "it was deleted" };
    return {
        ...gone,
        message: "it was deleted, by somebody or by itself (ttlSecondsAfterFinished), before it was seen to complete",
    };
}

/** The problem of a workload that is being deleted; undefined where it is not, or may be. */
export function leaving(
    reference: WorkloadReference,
    object: KubernetesObject,
    problem: WorkloadProblem | undefined,
): WorkloadProblem | undefined {
    if (object.metadata?.deletionTimestamp === undefined) return undefined;
    const { kind, remedy } = reference;
    // A finished workload may be deleted, and a failed one reports its failure.
    const isOver = problem === undefined || problem.terminalAfterSeconds === 0;
    if ((kind === "Job" || kind === "Pod") && isOver) return problem;
    const held = heldBy(object);
    return {
        message: held === undefined ? "it is being deleted" : `it is being deleted, but is held by ${held}`,
        isCause: true,
        ...(remedy !== undefined && {
            terminalAfterSeconds: graceSeconds,
            next: `${releaseRemedy(reference, object)}, then ${remedy}`,
        }),
    };
}
