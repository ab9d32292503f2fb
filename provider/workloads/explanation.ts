import type { KubernetesObject, V1Pod, V1StorageClass } from "@kubernetes/client-node";
import { environmentGraceSeconds, isPodReady } from "../diagnostics/pod";
import { describeWebhook, unansweredWebhook, webhookRemedy } from "../diagnostics/unanswered-webhook";
import { nameOf, namespaceOf } from "../kubernetes/object-name";
import { isInTheWay } from "./pods-of";
import { podsRefused } from "./pods-refused";
import { type LiveObjects } from "./live-objects";
import { type WorkloadKind, type WorkloadProblem, correctionGraceSeconds } from "./availability";

/** Looks in other objects for the cause of a problem that the object's own state does not explain. */
export function explained(
    kind: WorkloadKind,
    object: KubernetesObject,
    problem: WorkloadProblem,
    pods: V1Pod[],
    { storageClasses, events: fresh = [], recorded = [], webhookConfiguration }: LiveObjects,
): WorkloadProblem | undefined {
    const isOpen = problem.terminalAfterSeconds === undefined;
    if (isOpen && kind === "PersistentVolumeClaim") return unboundProblem(object, problem, pods, storageClasses);
    const refused = isOpen ? podsRefused(kind, object, pods, { fresh, recorded }) : undefined;
    const inTheWay = kind === "StatefulSet" ? oldPodProblem(object, problem, pods) : undefined;
    return unansweredProblem(refused ?? inTheWay ?? problem, webhookConfiguration);
}

/** Looks in the storage class for the cause why no volume is bound to a claim. */
function unboundProblem(
    claim: KubernetesObject,
    problem: WorkloadProblem,
    pods: V1Pod[],
    classes: V1StorageClass[] | undefined,
): WorkloadProblem | undefined {
    const { spec } = claim as { spec?: { storageClassName?: string; volumeName?: string } };
    const storageClassName = spec?.storageClassName;
    if (!storageClassName) return problem;
    // The class is unknown, so the volume may be created only when a pod needs it.
    if (!classes) return pods.length > 0 ? problem : undefined;
    const storageClass = classes.find((candidate) => nameOf(candidate) === storageClassName);
    if (storageClass?.volumeBindingMode === "WaitForFirstConsumer" && pods.length === 0) return undefined;
    // A claim that names its volume does not need an existing class.
    if (storageClass || spec.volumeName) return problem;
    const message = `${problem.message}, and its storage class ${storageClassName} does not exist`;
    return { message, isCause: true, terminalAfterSeconds: environmentGraceSeconds };
}

/** A StatefulSet replaces a pod of an older revision only after that pod is ready, however broken it is. */
function oldPodProblem(set: KubernetesObject, problem: WorkloadProblem, pods: V1Pod[]): WorkloadProblem | undefined {
    const old = pods.find(
        (pod) => isInTheWay(set, pod) && pod.metadata?.deletionTimestamp === undefined && !isPodReady(pod),
    );
    if (!old) return undefined;
    const name = nameOf(old);
    return {
        message: `${problem.message}; pod ${name} of an older revision is not ready, and is not replaced until it is ready or deleted`,
        isCause: true,
        next: `delete the pod, which creates it again (kubectl -n ${namespaceOf(old)} delete pod ${name}), then run pulumi up again`,
    };
}

/** A webhook that does not answer yet may still do so. A webhook without its Service has to be corrected. */
function unansweredProblem(
    problem: WorkloadProblem,
    configurationOf: LiveObjects["webhookConfiguration"],
): WorkloadProblem {
    const webhook = unansweredWebhook(problem.message);
    if (!webhook) return problem;
    const configuration = configurationOf?.(webhook.name);
    return {
        message: `its pods are refused: ${describeWebhook(webhook, configuration)}`,
        isCause: true,
        ...(webhook.isMissing && { terminalAfterSeconds: correctionGraceSeconds }),
        next: `${webhookRemedy(webhook, configuration)}; then run pulumi up again`,
    };
}
