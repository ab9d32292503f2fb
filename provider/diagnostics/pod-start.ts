import type { CoreV1Event, V1Pod } from "@kubernetes/client-node";
import { isOf, lastSeen } from "./event";
import { recurrence } from "./recurrence";

/** A driver of volumes that is not there yet is not found either; that passes. */
const missingSource = /\b(secret|configmap) "[^"]*" not found|references non-existent (secret|config) key/;

/** What the kubelet and the controller of volumes try again and again, by the reason of their events. */
const startFailures: Record<string, string> = {
    FailedAttachVolume: "its volumes cannot be attached",
    FailedCreatePodSandBox: "it cannot be started",
    FailedMount: "its volumes cannot be mounted",
};

/** What the events of a pod that is being made tell: what stands in its way, or that an image is on its way. */
export function startProblem(
    pod: V1Pod,
    events: CoreV1Event[],
): { message: string; terminalAfterSeconds?: number } | undefined {
    const own = events.filter((event) => isOf(event, pod));
    const failed = own.filter(({ reason = "" }) => reason in startFailures);
    const pulls = own.filter(({ reason }) => reason === "Pulling");
    const [latest] = [...failed, ...pulls].sort((a, b) => lastSeen(b) - lastSeen(a));
    if (!latest) return undefined;
    if (latest.reason === "Pulling") return pulling(pod, latest);
    const missing = failed.filter(({ message = "" }) => missingSource.test(message));
    const isMount = latest.reason === "FailedMount";
    const told = (isMount ? recurrence(missing) : undefined) ?? { message: latest.message ?? "" };
    return { ...told, message: `${startFailures[latest.reason ?? ""] ?? ""}: ${told.message}` };
}

/** Undefined when the container that the image is for runs by now. */
function pulling({ status }: V1Pod, { involvedObject }: CoreV1Event): { message: string } | undefined {
    const container = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].find(
        ({ name, state }) => state?.waiting && involvedObject.fieldPath?.endsWith(`{${name}}`),
    );
    return container && { message: `pulling image ${container.image}` };
}
