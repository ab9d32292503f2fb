import type { CoreV1Event } from "@kubernetes/client-node";
import { Failure } from "../failure";
import { type Api } from "../kubernetes/api";
import { paths } from "../kubernetes/api-paths";
import { isAbout, warnings } from "../diagnostics/event";
import { podProblem } from "../diagnostics/pod";
import { podReport } from "../diagnostics/pod-report";
import { reliefFor } from "../diagnostics/pressure";
import { listIfPossible } from "../kubernetes/list";
import { nameOf } from "../kubernetes/object-name";
import { describeReference } from "../kubernetes/object-reference";
import { type Workload, troubledPods } from "./workload";

const podsPerWorkload = 2;

/**
 * Returns a failure that says for each workload what is wrong, down to the last log lines of the container that failed.
 *
 * @param correct what the user changes to correct the workloads.
 */
export async function workloadFailure(
    api: Api,
    what: string,
    workloads: Workload[],
    correct = "chart or values",
): Promise<Failure> {
    const why = await Promise.all(workloads.map((workload) => report(api, workload)));
    const [first] = workloads;
    const relief = await reliefFor(api, troubledPods(workloads));
    return new Failure(what, { why: why.flat(), next: relief ?? (first && nextStep(first, correct)) });
}

async function report(api: Api, { reference, problem, pods }: Workload): Promise<string[]> {
    const { kind, namespace, name } = reference;
    const troubled = pods.filter((pod) => podProblem(pod) !== undefined).slice(0, podsPerWorkload);
    const events = await listIfPossible<CoreV1Event>(api, paths.events(namespace));
    const isOwn = (event: CoreV1Event) => isAbout(event, kind, name) || isAboutReplicaSet(event, name);
    // The events of a Pod are part of its report.
    const own = kind === "Pod" ? [] : events.filter(isOwn);
    const reports = await Promise.all(troubled.map((pod) => podReport(api, pod)));
    return [
        `${describeReference(reference)}: ${problem?.message ?? "its pods cannot become ready"}`,
        ...[...warnings(own), ...reports.flat()].map((line) => `  ${line}`),
    ];
}

/** Reports whether the event is about a ReplicaSet of the Deployment: events about a quota name the ReplicaSet. */
function isAboutReplicaSet({ involvedObject }: CoreV1Event, deployment: string): boolean {
    return involvedObject.kind === "ReplicaSet" && (involvedObject.name ?? "").startsWith(`${deployment}-`);
}

function nextStep({ reference, problem, pods }: Workload, correct: string): string {
    if (problem?.next) return problem.next;
    const pod = pods.find((candidate) => podProblem(candidate) !== undefined);
    const ofPod = pod && podProblem(pod)?.next;
    if (ofPod) return `${ofPod}; then run pulumi up again`;
    const object = pod ? `pod ${nameOf(pod)}` : `${reference.kind.toLowerCase()} ${reference.name}`;
    return `look closer with kubectl -n ${reference.namespace} describe ${object}; correct ${correct}, then run pulumi up again`;
}
