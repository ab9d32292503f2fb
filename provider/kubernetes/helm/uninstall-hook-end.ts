import type { KubernetesObject } from "@kubernetes/client-node";
import { type Failure } from "../../failure";
import { type Api } from "../api";
import { named } from "../api-paths";
import { Patience } from "../diagnostics/patience";
import { describeReference, type ObjectReference } from "../object-reference";
import { isDeadline } from "../until-ready";
import { watchUntil } from "../watch-until";
import { awaitHopeless } from "../workloads/await-workloads";
import { type Workload, type WorkloadReference } from "../workloads/workload";
import { workloadFailure } from "../workloads/workload-failure";
import { problemOf, type WorkloadKind } from "../workloads/workload-problem";
import { type Uninstallation } from "./uninstall-delete";
import { type Moment } from "./uninstall-hooks";

/** A list may be a moment behind what was just made. */
const listGraceSeconds = 20;

/** An object that a hook made, and the path of its kind. */
export interface Made {
    reference: ObjectReference;
    collection: string;
}

/** Jobs and Pods are waited for, all else is done when it is there. */
export async function untilDone(at: Uninstallation, moment: Moment, { reference, collection }: Made): Promise<void> {
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
        const hopeless = await Promise.race([
            success(api, reference, collection, signal),
            awaitHopeless(api, [reference], signal, seen),
        ]);
        if (hopeless) throw await failed(api, `The ${hook} of the release ${release} failed.`, hopeless);
    } catch (error) {
        if (!isDeadline(error) || troubled.length === 0) throw error;
        throw await failed(api, `The ${hook} of the release ${release} did not end in time.`, troubled);
    } finally {
        finished.abort();
    }
}

/** A Job or Pod that is deleted when it is done counts as done. */
function success(api: Api, { kind, name }: WorkloadReference, path: string, signal: AbortSignal): Promise<undefined> {
    const patience = new Patience();
    let wasThere = false;
    const isOver = ({ objects: [object] }: { objects: KubernetesObject[] }) => {
        wasThere ||= object !== undefined;
        if (object) return isDone(kind, object);
        return wasThere || patience.isOver(name, listGraceSeconds);
    };
    const over = (seen: { objects: KubernetesObject[] }) => isOver(seen) || undefined;
    const objects = { path, query: named(name) };
    return watchUntil(api, { objects }, over, { signal, recheckMs: 1_000 }).then(() => undefined);
}

function failed(api: Api, what: string, workloads: Workload[]): Promise<Failure> {
    return workloadFailure(api, what, workloads, "the hook in the chart or its values");
}

function isRun(reference: ObjectReference): reference is WorkloadReference {
    return reference.kind === "Job" || reference.kind === "Pod";
}

/** A Pod that is ready is not done yet. */
function isDone(kind: WorkloadKind, object: KubernetesObject): boolean {
    if (kind === "Job") return problemOf(kind, object) === undefined;
    return (object as { status?: { phase?: string } }).status?.phase === "Succeeded";
}
