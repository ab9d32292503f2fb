import { Failure } from "../failure";
import { type Context } from "../lifecycle";
import { type Api } from "../kubernetes/api";
import { onChange } from "../kubernetes/progress";
import { isDeadline } from "../nodes/until-ready";
import { awaitWorkloads } from "./await-workloads";
import { type Workload } from "./workload";
import { type WorkloadReference } from "./workload-reference";
import { workloadFailure } from "./workload-failure";

/** Describes in messages whose workloads are awaited. */
export interface Whose {
    /** The owner of the workloads, such as `release web`. */
    what: string;
    timeoutSeconds: number;
    /** What the user changes to correct the workloads; see {@link workloadFailure}. */
    correct?: string;
}

/**
 * Waits until all workloads are available. Fails at once, with evidence, when one cannot become available by itself.
 */
export async function untilAvailable(
    api: Api,
    { what, timeoutSeconds, correct }: Whose,
    wanted: WorkloadReference[],
    signal: AbortSignal,
    context: Context,
): Promise<void> {
    if (wanted.length === 0) return;
    const report = onChange(context);
    let last: Workload[] = [];
    const seen = (workloads: Workload[], summary: string) => {
        last = workloads.filter(({ problem }) => problem !== undefined);
        report(summary);
    };
    try {
        const { terminal } = await awaitWorkloads(api, wanted, signal, seen);
        if (terminal.length === 0) return;
        throw await workloadFailure(api, `The ${what} cannot become available.`, terminal, correct);
    } catch (error) {
        if (!isDeadline(error)) throw error;
        if (last.length > 0) {
            const late = `The ${what} was not available within ${timeoutSeconds} s.`;
            throw await workloadFailure(api, late, last, correct);
        }
        throw new Failure(`The API server did not report the state of the ${what} within ${timeoutSeconds} s.`, {
            why: `${api.server} does not answer`,
            next: "check whether the cluster is running, then run pulumi up again",
        });
    }
}
