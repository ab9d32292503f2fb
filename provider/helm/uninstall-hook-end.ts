import type { CoreV1Event, KubernetesObject } from "@kubernetes/client-node";
import { Failure } from "../failure";
import { type Api } from "../kubernetes/api";
import { named, paths } from "../kubernetes/api-paths";
import { GracePeriod } from "../diagnostics/grace-period";
import { describeReference, type ObjectReference } from "../kubernetes/object-reference";
import { isDeadline } from "../nodes/until-ready";
import { watchUntil } from "../kubernetes/watch-until";
import { awaitTerminal } from "../workloads/await-workloads";
import { jobEnd } from "../workloads/job-end";
import { type Workload } from "../workloads/workload";
import { type WorkloadReference } from "../workloads/workload-reference";
import { workloadFailure } from "../workloads/workload-failure";
import { problemOf, type WorkloadKind } from "../workloads/availability";
import { type Uninstallation } from "./uninstall-delete";
import { type Moment } from "./uninstall-hooks";

/** A list may be a moment behind a creation, and an event a moment behind its cause. */
const graceSeconds = 20;

/** An object that a hook created, and the path of its collection. */
export interface Made {
    reference: ObjectReference;
    uid: string | undefined;
    collection: string;
}

/** Waits until a hook's Job or Pod has completed. Any other object is complete when it exists. */
export async function untilDone(at: Uninstallation, moment: Moment, made: Made): Promise<void> {
    const { reference } = made;
    if (!isRun(reference)) return;
    const { api, release } = at;
    const hook = `${moment} hook ${describeReference(reference)}`;
    at.report(`waiting for the ${hook}`);
    const finished = new AbortController();
    const signal = AbortSignal.any([at.signal, finished.signal]);
    let troubled: Workload[] = [];
    const seen = (workloads: Workload[], summary: string) => {
        troubled = workloads;
        at.report(`waiting for the ${hook}: ${summary}`);
    };
    try {
        const terminal = await Promise.race([
            success(at, hook, reference, made, signal),
            awaitTerminal(api, [reference], signal, seen),
        ]);
        if (terminal) throw await failed(api, `The ${hook} of the release ${release} failed.`, terminal);
    } catch (error) {
        if (!isDeadline(error) || troubled.length === 0) throw error;
        throw await failed(api, `The ${hook} of the release ${release} did not end in time.`, troubled);
    } finally {
        finished.abort();
    }
}

/**
 * Resolves when the hook has completed. Fails when its object is gone before it was seen to complete; for a Job, an
 * event of its controller counts, too.
 */
async function success(
    { api, release, namespace }: Uninstallation,
    hook: string,
    reference: WorkloadReference,
    { uid, collection }: Made,
    signal: AbortSignal,
): Promise<undefined> {
    const { kind, name } = reference;
    const gracePeriod = new GracePeriod();
    const lost = (why: string) =>
        new Failure(`The ${hook} of the release ${release} failed.`, {
            why: `${describeReference(reference)}: ${why}`,
            next: `run the same again, which runs the hook again (to skip the hook: helm uninstall ${release} -n ${namespace} --no-hooks, then run the same again)`,
        });
    const over = ({ objects: [object], events }: { objects: KubernetesObject[]; events: CoreV1Event[] }) => {
        if (object) return isDone(kind, object) || undefined;
        const end = kind === "Job" ? jobEnd(events, { ...reference, uid }) : undefined;
        if (end?.succeeded) return true;
        if (end) throw lost(`it failed and was deleted: ${end.message}`);
        if (gracePeriod.isOver(name, graceSeconds)) throw lost("it was deleted before it was seen to complete");
        return undefined;
    };
    const collections = {
        objects: { path: collection, query: named(name) },
        events: { path: paths.events(reference.namespace), query: { fieldSelector: `involvedObject.name=${name}` } },
    };
    await watchUntil<{ objects: KubernetesObject[]; events: CoreV1Event[] }, true>(api, collections, over, {
        signal,
        recheckMs: 1_000,
    });
    return undefined;
}

function failed(api: Api, what: string, workloads: Workload[]): Promise<Failure> {
    return workloadFailure(api, what, workloads, "the hook in the chart or its values");
}

function isRun(reference: ObjectReference): reference is WorkloadReference {
    return reference.kind === "Job" || reference.kind === "Pod";
}

/** Reports whether the object has completed. A ready Pod has not. */
function isDone(kind: WorkloadKind, object: KubernetesObject): boolean {
    if (kind === "Job") return problemOf(kind, object) === undefined;
    return (object as { status?: { phase?: string } }).status?.phase === "Succeeded";
}
