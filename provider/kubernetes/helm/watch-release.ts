import type { V1Secret } from "@kubernetes/client-node";
import { type Api } from "../api";
import { paths } from "../api-paths";
import { type ObjectReference } from "../object-reference";
import { watchUntil } from "../watch-until";
import { awaitWorkloads } from "../workloads/await-workloads";
import { type Workload } from "../workloads/workload";
import { workloadFailure } from "../workloads/workload-failure";
import { workloadProblem } from "../workloads/workload-problem";
import { pause } from "../wait";
import { referenceTo, renderedObjects } from "./stored-release";

export interface WatchedRelease {
    namespace: string;
    release: string;
    waitForJobs: boolean;
}

const lookAgainMs = 1_000;

/**
 * Watches what Helm is installing or upgrading until that cannot become available, and says why. An atomic release takes
 * the evidence away when its time is up. Ends with the signal's reason when Helm has come to its end.
 */
export async function watchRelease(api: Api, watched: WatchedRelease, signal: AbortSignal): Promise<string> {
    const references = await begun(api, watched, signal);
    for (;;) {
        const { hopeless } = await awaitWorkloads(api, references, signal, () => undefined);
        if (hopeless.length > 0) {
            const what = `The release ${watched.release} cannot become available; Helm goes on until its time is up.`;
            return (await workloadFailure(api, what, hopeless)).message;
        }
        // What it looked at may have been the old revision's, which Helm had not touched yet.
        await pause(lookAgainMs, signal);
    }
}

/** The workloads in the record of an operation that has begun: Helm writes it before it applies anything. */
function begun(
    api: Api,
    { namespace, release, waitForJobs }: WatchedRelease,
    signal: AbortSignal,
): Promise<Workload["reference"][]> {
    const records = { path: paths.secrets(namespace), query: { labelSelector: `owner=helm,name=${release}` } };
    const isAwaited = (reference: ObjectReference): reference is Workload["reference"] =>
        reference.kind in workloadProblem && (reference.kind !== "Job" || waitForJobs);
    return watchUntil<{ records: V1Secret[] }, Workload["reference"][]>(
        api,
        { records },
        (seen) => {
            const pending = seen.records.find(({ metadata }) => metadata?.labels?.["status"]?.startsWith("pending-"));
            const stored = pending?.data?.["release"];
            if (stored === undefined) return undefined;
            return renderedObjects(stored)
                .map((object) => referenceTo(object, namespace))
                .filter(isAwaited);
        },
        { signal },
    );
}
