import { at, type JsonObject, listAt, numberAt, textAt } from "../json";
import type { Readiness } from "./judge";
import { done, notYet } from "./judge";

export const podReadiness: Readiness = {
    onRead: true,
    judge: (pod) => (isReady(pod) ? done : notYet(...podMessages(pod))),
};

/** What keeps the pod from being scheduled, initialized or ready, in the real plugin's words. */
export function podMessages(pod: JsonObject): string[] {
    for (const type of ["PodScheduled", "Initialized", "Ready"]) {
        const condition = conditionOf(pod, type);
        if (!condition || textAt(condition, "status") === "True" || textAt(pod, "status", "phase") === "Succeeded") {
            continue;
        }
        const hasText = textAt(condition, "reason") !== "" && textAt(condition, "message") !== "";
        const containers =
            type === "PodScheduled" ? [] : listAt(pod, "status", "containerStatuses").flatMap(containerErrors);
        if (containers.length > 0 || textAt(condition, "message")) {
            const why = (hasText ? textAt(condition, "message") : "") + containers.join("\n");
            return [`[Pod ${qualifiedName(pod)}]: ${why}`];
        }
    }
    return [];
}

export function ownedBy(owner: JsonObject | undefined): (object: JsonObject) => boolean {
    const uid = textAt(owner, "metadata", "uid");
    return (object) => listAt(object, "metadata", "ownerReferences").some((reference) => reference.uid === uid);
}

export function conditionOf(object: JsonObject, type: string): JsonObject | undefined {
    return listAt(object, "status", "conditions").find((condition) => condition.type === type);
}

export function qualifiedName(object: JsonObject): string {
    const namespace = textAt(object, "metadata", "namespace");
    const name = textAt(object, "metadata", "name");
    return namespace && namespace !== "default" ? `${namespace}/${name}` : name;
}

function isReady(pod: JsonObject): boolean {
    const scheduled = textAt(conditionOf(pod, "PodScheduled"), "status") === "True";
    const ready = textAt(conditionOf(pod, "Ready"), "status") === "True";
    return scheduled && (ready || textAt(pod, "status", "phase") === "Succeeded");
}

function containerErrors(status: JsonObject): string[] {
    if (status.ready === true) {
        return [];
    }
    const name = textAt(status, "name");
    const errors: string[] = [];
    const waiting = textAt(status, "state", "waiting", "reason");
    if (waiting && waiting !== "ContainerCreating") {
        errors.push(`[${waiting}] ${textAt(status, "state", "waiting", "message")}`);
    }
    const ended = at(status, "state", "terminated");
    if (textAt(ended, "reason")) {
        const message = textAt(ended, "message");
        const exitCode = numberAt(ended, "exitCode") ?? 0;
        errors.push(
            message
                ? `[${textAt(ended, "reason")}] ${message}`
                : `container "${name}" completed with exit code ${exitCode}`,
        );
    }
    const last = at(status, "lastState", "terminated");
    if (last) {
        errors.push(
            `container "${name}" terminated at ${textAt(last, "finishedAt")} (${textAt(last, "reason")}: exit code ${numberAt(last, "exitCode") ?? 0})`,
        );
        errors.push(...[textAt(last, "message")].filter(Boolean));
    }
    return errors;
}
