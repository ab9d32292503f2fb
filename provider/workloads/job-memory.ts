import { type Workload } from "./workload";
import { type WorkloadReference } from "./workload-reference";
import { describeReference } from "../kubernetes/object-reference";

/** Remembers of Jobs, while they are waited for, which they were and whether they completed: one may remove itself. */
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
