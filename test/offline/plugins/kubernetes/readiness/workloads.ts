import type { Snapshot } from "../api/wait-until";
import { type JsonObject, numberAt, textAt } from "../json";
import { done, notYet, type Readiness } from "./judge";
import { conditionOf, ownedBy, podMessages } from "./pod";

const pods = [{ apiVersion: "v1", kind: "Pod" }];

export const statefulSetReadiness: Readiness = {
    onRead: true,
    related: pods,
    judge: (set, snapshot, { live }) => {
        const generation = numberAt(set, "metadata", "generation") ?? 0;
        const stale =
            generation < (numberAt(live, "metadata", "generation") ?? 0) ||
            (numberAt(set, "status", "observedGeneration") ?? 0) < generation;
        const wanted = numberAt(set, "spec", "replicas") ?? 0;
        const count = (field: string): number => numberAt(set, "status", field) ?? 0;
        const [current, target] = [textAt(set, "status", "currentRevision"), textAt(set, "status", "updateRevision")];
        const onDelete = generation > 1 && textAt(set, "spec", "updateStrategy", "type") === "OnDelete";
        const revisionReady = onDelete || (current !== "" && current === target);
        const replicasReady =
            wanted === count("replicas") &&
            wanted === count("readyReplicas") &&
            (onDelete || wanted === count("currentReplicas"));
        if (!stale && revisionReady && replicasReady) {
            return done;
        }
        const ready = revisionReady
            ? count("readyReplicas")
            : Math.min(count("readyReplicas"), count("updatedReplicas"));
        return notYet(
            ...(replicasReady ? [] : [`${ready} out of ${wanted} replicas succeeded readiness checks`]),
            ...(revisionReady
                ? []
                : [`StatefulSet controller failed to advance from revision "${current}" to revision "${target}"`]),
            ...messagesOfPods(set, snapshot),
        );
    },
};

export const daemonSetReadiness: Readiness = {
    onRead: true,
    related: pods,
    judge: (set, snapshot) => {
        const observed = numberAt(set, "status", "observedGeneration") === numberAt(set, "metadata", "generation");
        const count = (field: string): number => numberAt(set, "status", field) ?? 0;
        const wanted = count("desiredNumberScheduled");
        const fields = ["currentNumberScheduled", "updatedNumberScheduled", "numberAvailable", "numberReady"];
        const complete = observed && fields.every((field) => count(field) >= wanted);
        return complete ? done : notYet(`Ready: ${count("numberReady")}/${wanted}`, ...messagesOfPods(set, snapshot));
    },
};

export const jobReadiness: Readiness = {
    onRead: true,
    related: pods,
    judge: (job, snapshot) => {
        const failed = conditionOf(job, "Failed");
        const reason = textAt(failed, "reason");
        if (textAt(failed, "status") === "True" && ["BackoffLimitExceeded", "DeadlineExceeded"].includes(reason)) {
            const message = `[${reason}] ${textAt(failed, "message")}`;
            return { done: false, failed: true, messages: [message, ...messagesOfPods(job, snapshot)] };
        }
        return textAt(conditionOf(job, "Complete"), "status") === "True"
            ? done
            : notYet(...messagesOfPods(job, snapshot));
    },
};

export const replicationControllerReadiness: Readiness = {
    judge: (controller) =>
        numberAt(controller, "status", "availableReplicas") === numberAt(controller, "spec", "replicas")
            ? done
            : notYet("replicas are not available"),
};

function messagesOfPods(owner: JsonObject, snapshot: Snapshot): string[] {
    return snapshot.of("Pod").filter(ownedBy(owner)).flatMap(podMessages);
}
