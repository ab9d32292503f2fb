import type { V1Secret } from "@kubernetes/client-node";
import { type Api, mergePatch } from "../kubernetes/api";
import { paths } from "../kubernetes/api-paths";
import { onChange } from "../kubernetes/progress";
import { awaitTerminal } from "../workloads/await-workloads";
import { type Workload } from "../workloads/workload";
import { workloadFailure } from "../workloads/workload-failure";
import { watchUntil } from "../kubernetes/watch-until";
import { releaseOperation } from "./release-operation";
import { isPending, recordsOf } from "./release-records";

/** A release while Helm works on it. */
export interface WatchedRelease {
    namespace: string;
    release: string;
    /** Whether Helm waits for the release's workloads, and rolls it back when that takes too long. */
    atomic: boolean;
    waitForJobs: boolean;
}

/**
 * Watches the objects that Helm waits for until one cannot become available, and returns the reason: Helm itself
 * reports only a timeout, and deletes the evidence of an atomic release. A hook that cannot complete is ended, so that
 * Helm does not wait any longer. Reports the progress. Rejects with the signal's reason when Helm has ended.
 */
export async function watchRelease(
    api: Api,
    watched: WatchedRelease,
    signal: AbortSignal,
    report: (message: string) => void = () => undefined,
): Promise<string> {
    const { namespace, release, atomic, waitForJobs } = watched;
    const { hooks, workloads } = releaseOperation(await pendingRecord(api, watched, signal), namespace);
    const awaited = atomic ? workloads.filter(({ kind }) => kind !== "Job" || waitForJobs) : [];
    const progress = onChange({ progress: report });
    const terminal = await awaitTerminal(api, [...hooks, ...awaited], signal, (_, summary) => progress(summary));
    const lostHooks = terminal.filter(({ reference }) => hooks.includes(reference));
    const what =
        lostHooks.length > 0
            ? `A hook of the release ${release} cannot complete.`
            : `The release ${release} cannot become available; Helm goes on until its time is up.`;
    const { message } = await workloadFailure(api, what, terminal);
    await Promise.all(lostHooks.map((hook) => endHook(api, hook)));
    return message;
}

function pendingRecord(api: Api, { namespace, release }: WatchedRelease, signal: AbortSignal): Promise<V1Secret> {
    const pending = (seen: { records: V1Secret[] }) => seen.records.find(isPending);
    return watchUntil(api, { records: recordsOf(namespace, release) }, pending, { signal });
}

/** Sets the deadline of the hook's Job or Pod to one second, so that it fails, and Helm with it. */
async function endHook(api: Api, { reference }: Workload): Promise<void> {
    const { kind, namespace, name } = reference;
    const path = kind === "Pod" ? paths.pods(namespace) : paths.jobs(namespace);
    const body = { spec: { activeDeadlineSeconds: 1 } };
    await api.request("PATCH", `${path}/${name}`, { body, contentType: mergePatch });
}
