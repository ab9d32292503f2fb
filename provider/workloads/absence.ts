import type { CoreV1Event, KubernetesObject } from "@kubernetes/client-node";
import { heldBy, releaseRemedy } from "../diagnostics/finalizers";
import { jobEnd } from "./job-end";
import { type WorkloadReference } from "./workload-reference";
import { type WorkloadProblem } from "./availability";

/** A list may be a moment behind, and the event about a Job's end a moment behind the Job. */
const graceSeconds = 20;

/**
 * Returns what is wrong when a workload does not exist, or undefined when its absence is fine. A hook exists only while
 * it runs, and Helm, which runs it, sees how it ends. A Job may remove itself when it is finished
 * (ttlSecondsAfterFinished), but either this wait must have seen it complete, or an event of its controller must say
 * so.
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

/**
 * Returns the problem of a workload that is being deleted. Returns the given problem when the workload is not being
 * deleted, or may be.
 */
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
