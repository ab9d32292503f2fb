import type { CoreV1Event, V1Pod } from "@kubernetes/client-node";
import { isOf, lastSeen } from "./event";
import { recurrence } from "./recurrence";

/** A driver of volumes that is not there yet is not found either; that passes. */
const missingSource = /\b(secret|configmap) "[^"]*" not found|references non-existent (secret|config) key/;

/** What the events of a pod that is being made tell: that what it mounts is missing, or an image on its way. */
export function startProblem(
    pod: V1Pod,
    events: CoreV1Event[],
): { message: string; hopelessAfterSeconds?: number } | undefined {
    const own = events.filter((event) => isOf(event, pod));
    const failedMounts = own.filter(
        ({ reason, message = "" }) => reason === "FailedMount" && missingSource.test(message),
    );
    const pulls = own.filter(({ reason }) => reason === "Pulling");
    const [latest] = [...failedMounts, ...pulls].sort((a, b) => lastSeen(b) - lastSeen(a));
    if (latest?.reason === "Pulling") return pulling(pod, latest);
    const failed = recurrence(failedMounts);
    return failed && { ...failed, message: `its volumes cannot be mounted: ${failed.message}` };
}

/** Undefined when the container that the image is for runs by now. */
function pulling({ status }: V1Pod, { involvedObject }: CoreV1Event): { message: string } | undefined {
    const container = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].find(
        ({ name, state }) => state?.waiting && involvedObject.fieldPath?.endsWith(`{${name}}`),
    );
    return container && { message: `pulling image ${container.image}` };
}
