import type { CoreV1Event, V1Pod } from "@kubernetes/client-node";
import { isOf, lastSeen } from "./event";
import { recurrence } from "./recurrence";

/**
 * The messages about a missing Secret or ConfigMap. "Not found" alone would also match a volume driver that does not
 * run yet, which passes.
 */
const missingSource = /\b(secret|configmap) "[^"]*" not found|references non-existent (secret|config) key/;

/** The failures that the kubelet and the attach/detach controller retry, by the reason of their events. */
const startFailures: Record<string, string> = {
    FailedAttachVolume: "its volumes cannot be attached",
    FailedCreatePodSandBox: "it cannot be started",
    FailedMount: "its volumes cannot be mounted",
};

/** Returns what the events of a pod that is starting report: a problem, or that an image is being pulled. */
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

/** Returns undefined when the container of the image already runs. */
function pulling({ status }: V1Pod, { involvedObject }: CoreV1Event): { message: string } | undefined {
    const container = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].find(
        ({ name, state }) => state?.waiting && involvedObject.fieldPath?.endsWith(`{${name}}`),
    );
    return container && { message: `pulling image ${container.image}` };
}
