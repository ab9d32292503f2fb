import { kindOf, nameOf } from "../../../model/naming";
import { type Resource } from "../../../model/resource";
import { type Action } from "../../protocol";

const stopped = /^(?:stopped|exited|created|dead|paused)\b/;

/** Returns the possible actions on a resource in its present state. */
export function actionsFor(resource: Resource, possible: readonly Action[] = []): Action[] {
    const isStopped = stopped.test(resource.state);
    return possible.filter((action) => (action === "start") === isStopped);
}

export const actionNames: Record<Action, string> = { restart: "Restart", stop: "Stop", start: "Start" };
export const doneNames: Record<Action, string> = { restart: "Restarted", stop: "Stopped", start: "Started" };

/** Returns the question that the user has to confirm before an action. */
export function questionOf(action: Action, resource: Resource): { title: string; text: string } {
    const title = `${actionNames[action]} ${kindOf(resource)} ${nameOf(resource)}?`;
    return { title, text: `${effectOf(action, resource)} Your program and its stack stay as they are.` };
}

function effectOf(action: Action, { kind, container }: Resource): string {
    if (action === "stop") {
        const back = "Start starts it again, and so does the next pulumi up.";
        if (kind === "node") return `Its pods end, and it is not drained first. ${back}`;
        if (kind === "pool") return `The pods of all its nodes end, and they are not drained first. ${back}`;
        if (kind === "endpoint") return `Open connections end, and nothing listens any more. ${back}`;
        return `What uses it waits or fails until then. ${back}`;
    }
    if (action === "start") return kind === "endpoint" ? "It listens again at the same address." : "It runs again.";
    if (kind === "pod") return "It is deleted, and its workload makes another one.";
    if (kind === "node") return "Its container is restarted. Its pods are down meanwhile.";
    if (kind === "endpoint") return "Open connections end. It listens again at the same address.";
    if (container !== undefined) return "Its container is restarted.";
    return "The pods of its Deployments, StatefulSets and DaemonSets are replaced, one by one.";
}
