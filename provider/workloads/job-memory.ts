import { type Workload } from "./workload";
import { type WorkloadReference } from "./workload-reference";
import { describeReference } from "../kubernetes/object-reference";

/** Remembers the uid of each awaited Job and whether it completed, because a Job may remove itself. */
export class JobMemory {
    private readonly seen = new Map<string, Pick<WorkloadReference, "uid" | "isDone">>();

    recall(reference: WorkloadReference): WorkloadReference {
        return { ...reference, ...this.seen.get(describeReference(reference)) };
    }

    note({ reference, uid, problem }: Workload): void {
        if (reference.kind !== "Job" || uid === undefined) return;
        this.seen.set(describeReference(reference), { uid, isDone: problem === undefined });
    }
}
