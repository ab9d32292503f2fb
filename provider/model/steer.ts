import { restart, restartable, start, stop, stoppable } from "./actions";
import { kindOf, nameOf } from "./naming";
import { type Resource } from "./resource";
import { withParts } from "./select";

/** The actions that a user can take on a resource. */
export type Action = "restart" | "stop" | "start";

/** The kinds of resources that each action applies to. */
export const steerable = { restart: restartable, stop: stoppable, start: stoppable };

/** The past participle of each action, for messages. */
export const past: Record<Action, string> = { restart: "restarted", stop: "stopped", start: "started" };

/** Takes an action on a resource, or on each node of a pool. Returns what it was taken on, in words for people. */
export async function steer(action: Action, resource: Resource, all: Resource[]): Promise<string[]> {
    const each = resource.kind === "pool" ? withParts(resource, all).slice(1) : [resource];
    const done: string[] = [];
    for (const one of each) {
        if (action === "restart") {
            done.push(...(await restart(one, all)));
            continue;
        }
        await (action === "stop" ? stop(one) : start(one));
        done.push(`${kindOf(one)} ${nameOf(one)}`);
    }
    return done;
}
