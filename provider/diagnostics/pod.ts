import type { CoreV1Event, V1ContainerStatus, V1Pod } from "@kubernetes/client-node";
import { fullName } from "../kubernetes/object-name";
import { heldBy } from "./finalizers";
import { networkRemedy } from "./network-remedy";
import { readinessGateProblem, schedulingGateProblem } from "./pod-gates";
import { startProblem } from "./pod-start";

/** The reason why a pod is not ready. */
export interface PodProblem {
    /** The message for users, with the container's name. */
    message: string;
    /** The number of seconds after which only a user's change helps; undefined while the problem may pass by itself. */
    terminalAfterSeconds?: number;
    /** The container whose log explains the problem; `previous` when it is the log of the previous run. */
    log?: { container: string; previous: boolean };
    /** What to check first, when it is not the pod. */
    next?: string;
}

const imageReasons = new Set(["ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "RegistryUnavailable"]);
const configurationReasons = new Set(["CreateContainerConfigError", "CreateContainerError"]);

/** The kubelet retries an image after 10 s, so one failure of a registry is tolerated. */
const imageGraceSeconds = 15;
/** Nodes may be joining, volumes being bound, and another resource of the program may be creating Secrets. */
export const environmentGraceSeconds = 30;
/**
 * The kubelet's back-off before the fifth restart, about 70 s after the first: a program that waits for its database is
 * up by then. The restart count is no measure, because it includes restarts of the node.
 */
const backOffOfALoopSeconds = 80;

export function isPodReady(pod: V1Pod): boolean {
    return pod.status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True") ?? false;
}

export function isPodFinished(pod: V1Pod): boolean {
    return pod.status?.phase === "Succeeded" || pod.status?.phase === "Failed";
}

/**
 * Returns what keeps a pod from being ready, or undefined when it is ready or has completed. For a pod that is
 * starting, events say more.
 */
export function podProblem(pod: V1Pod, events: CoreV1Event[] = []): PodProblem | undefined {
    if (isPodReady(pod) || pod.status?.phase === "Succeeded") return undefined;
    if (pod.metadata?.deletionTimestamp) return leaving(pod);
    const open: PodProblem = { message: pod.status?.phase === "Failed" ? "has failed" : "is starting" };
    const problem: PodProblem =
        failedPod(pod) ?? unscheduled(pod) ?? worstContainer(pod) ?? readinessGateProblem(pod) ?? open;
    const isOpen = problem.terminalAfterSeconds === undefined && problem.log === undefined;
    return pod.status?.phase === "Pending" && isOpen ? (startProblem(pod, events) ?? problem) : problem;
}

/** Returns the problem as a line about the pod, or no line for a pod that is ready or has completed. */
export function podState(pod: V1Pod, events?: CoreV1Event[]): string[] {
    const problem = podProblem(pod, events);
    return problem ? [`${fullName(pod)}: ${problem.message}`] : [];
}

function failedPod({ status }: V1Pod): PodProblem | undefined {
    if (status?.phase !== "Failed" || !status.reason) return undefined;
    return { message: [status.reason, status.message].filter(Boolean).join(": ") };
}

/**
 * Returns the problem of a pod that is being deleted. Only when no container runs any more can a finalizer be what
 * keeps it.
 */
function leaving(pod: V1Pod): PodProblem {
    const held = pod.status?.containerStatuses?.some(({ state }) => state?.running) ? undefined : heldBy(pod);
    return { message: held === undefined ? "is being deleted" : `is being deleted, but is held by ${held}` };
}

function unscheduled(pod: V1Pod): PodProblem | undefined {
    const scheduled = pod.status?.conditions?.find(({ type }) => type === "PodScheduled");
    if (scheduled?.status !== "False") return undefined;
    if (scheduled.reason === "SchedulingGated") return schedulingGateProblem(pod);
    const message = `cannot be scheduled: ${scheduled.message ?? scheduled.reason ?? "no reason given"}`;
    return { message, terminalAfterSeconds: environmentGraceSeconds };
}

function worstContainer({ status }: V1Pod): PodProblem | undefined {
    const problems = [
        ...(status?.initContainerStatuses ?? []).map((container) => containerProblem(container, "init container")),
        ...(status?.containerStatuses ?? []).map((container) => containerProblem(container, "container")),
    ].filter((problem) => problem !== undefined);
    const graceOf = ({ terminalAfterSeconds }: PodProblem) => terminalAfterSeconds ?? Infinity;
    // The first of equal problems wins: a container waits for the init containers before it.
    return problems.reduce<PodProblem | undefined>(
        (worst, problem) => (worst && graceOf(worst) <= graceOf(problem) ? worst : problem),
        undefined,
    );
}

function containerProblem(status: V1ContainerStatus, kind: "container" | "init container"): PodProblem | undefined {
    const what = `${kind} ${status.name}`;
    return waitingProblem(status, what) ?? crashProblem(status, what) ?? runningProblem(status, kind, what);
}

function waitingProblem({ state, image }: V1ContainerStatus, what: string): PodProblem | undefined {
    const reason = state?.waiting?.reason ?? "";
    const message = state?.waiting?.message;
    if (imageReasons.has(reason)) {
        const why = message ?? reason;
        return {
            message: `${what}: image ${image} cannot be pulled: ${why}`,
            terminalAfterSeconds: imageGraceSeconds,
            ...next(networkRemedy(why)),
        };
    }
    if (reason === "InvalidImageName") {
        return { message: `${what}: ${image} is not an image name`, terminalAfterSeconds: 0 };
    }
    if (configurationReasons.has(reason)) {
        const why = message ?? reason;
        return { message: `${what} cannot be started: ${why}`, terminalAfterSeconds: environmentGraceSeconds };
    }
    return undefined;
}

function crashProblem(status: V1ContainerStatus, what: string): PodProblem | undefined {
    const crash = lastCrash(status);
    if (crash === undefined) return undefined;
    const { name, restartCount, state } = status;
    return {
        message: `${what} ended with ${crash}${restartCount > 0 ? `; restarts so far: ${restartCount}` : ""}`,
        log: { container: name, previous: state?.terminated === undefined },
        ...(backOffSeconds(state?.waiting?.message) >= backOffOfALoopSeconds ? { terminalAfterSeconds: 0 } : {}),
    };
}

/** Returns an object with the next step, if there is one. */
function next(step: string | undefined): Pick<PodProblem, "next"> {
    return step === undefined ? {} : { next: step };
}

/** Parses `back-off 1m20s restarting failed container=...`. */
function backOffSeconds(message = ""): number {
    const [, minutes = 0, seconds = 0] = /^back-off (?:(\d+)m)?(\d+)s /.exec(message) ?? [];
    return Number(minutes) * 60 + Number(seconds);
}

function runningProblem(status: V1ContainerStatus, kind: string, what: string): PodProblem | undefined {
    const { name, ready, state } = status;
    if (state?.waiting) return { message: `${what} waits: ${state.waiting.reason ?? "no reason given"}` };
    if (!state?.running || ready) return undefined;
    const log = { container: name, previous: false };
    return {
        message: kind === "container" ? `${what} is running, but its probe reports not ready` : `${what} is running`,
        log,
    };
}

/** Returns how the container last failed, or undefined when it is ready again or has not failed. */
function lastCrash({ state, lastState, ready }: V1ContainerStatus): string | undefined {
    const ended = state?.terminated ?? (ready ? undefined : lastState?.terminated);
    if (!ended || ended.exitCode === 0) return undefined;
    const reason = ended.reason && ended.reason !== "Error" ? ` (${ended.reason})` : "";
    return `exit code ${ended.exitCode}${reason}${ended.message ? `: ${ended.message.trim()}` : ""}`;
}
