import type { Snapshot, Verdict } from "../api/wait-until";
import { type JsonObject, listAt, numberAt, textAt } from "../json";
import { done, notYet, type Readiness, type Subject } from "./judge";
import { conditionOf, ownedBy, podMessages } from "./pod";

const revisionAnnotation = "deployment.kubernetes.io/revision";

export const deploymentReadiness: Readiness = {
    onRead: true,
    related: [
        { apiVersion: "apps/v1", kind: "ReplicaSet" },
        { apiVersion: "v1", kind: "Pod" },
        { apiVersion: "v1", kind: "PersistentVolumeClaim" },
    ],
    judge: judgeDeployment,
};

function judgeDeployment(deployment: JsonObject, snapshot: Snapshot, { live, before }: Subject): Verdict {
    if ((numberAt(deployment, "metadata", "generation") ?? 0) < (numberAt(live, "metadata", "generation") ?? 0)) {
        return notYet();
    }
    const observed =
        numberAt(deployment, "status", "observedGeneration") === numberAt(deployment, "metadata", "generation");
    const revision = revisionOf(deployment);
    const replicaSet = snapshot
        .of("ReplicaSet")
        .filter(ownedBy(deployment))
        .find((item) => revisionOf(item) === revision);
    const available = isTrue(deployment, "Available");
    const progressing = conditionOf(deployment, "Progressing");
    const rolledOut =
        revision === "1" ||
        (isTrue(deployment, "Progressing") && textAt(progressing, "reason") === "NewReplicaSetAvailable");
    const replicaSetReady = isScaled(replicaSet) && !isOldRevision(deployment, before, revision);
    const unbound = unboundClaims(deployment, snapshot);

    if (observed && available && rolledOut && replicaSetReady && unbound.length === 0) {
        return done;
    }
    return notYet(
        ...[conditionOf(deployment, "Available"), progressing].flatMap(conditionMessage),
        ...(unbound.length > 0 ? [`Failed to bind PersistentVolumeClaim(s): "${unbound.join(",")}"`] : []),
        shortage(available, rolledOut),
        ...snapshot.of("Pod").filter(ownedBy(replicaSet)).flatMap(podMessages),
    );
}

function shortage(available: boolean, rolledOut: boolean): string {
    if (!available) {
        return "Minimum number of live Pods was not attained";
    }
    return rolledOut
        ? "Attempted to roll forward to new ReplicaSet, but minimum number of Pods did not become live"
        : "Minimum number of Pods to consider the application live was not attained";
}

function isScaled(replicaSet: JsonObject | undefined): boolean {
    if (!replicaSet) {
        return false;
    }
    const wanted = numberAt(replicaSet, "spec", "replicas") ?? 1;
    const ready = numberAt(replicaSet, "status", "readyReplicas");
    return ready === undefined ? wanted === 0 : ready >= wanted;
}

/** An update that changes the pods has to show a revision that was not there before. */
function isOldRevision(deployment: JsonObject, before: JsonObject | undefined, revision: string): boolean {
    const template = (object: JsonObject): string =>
        JSON.stringify(object.spec && (object.spec as JsonObject).template);
    return before !== undefined && template(before) !== template(deployment) && revisionOf(before) === revision;
}

function unboundClaims(deployment: JsonObject, snapshot: Snapshot): string[] {
    const names = listAt(deployment, "spec", "template", "spec", "volumes").map((volume) =>
        textAt(volume, "persistentVolumeClaim", "claimName"),
    );
    return snapshot
        .of("PersistentVolumeClaim")
        .filter((claim) => names.includes(textAt(claim, "metadata", "name")))
        .filter((claim) => textAt(claim, "status", "phase") !== "Bound")
        .map((claim) => textAt(claim, "metadata", "name"));
}

function conditionMessage(condition: JsonObject | undefined): string[] {
    const [reason, message] = [textAt(condition, "reason"), textAt(condition, "message")];
    return condition && textAt(condition, "status") !== "True" && reason && message ? [`[${reason}] ${message}`] : [];
}

function isTrue(object: JsonObject, type: string): boolean {
    return textAt(conditionOf(object, type), "status") === "True";
}

function revisionOf(object: JsonObject): string {
    return textAt(object, "metadata", "annotations", revisionAnnotation);
}
