import { restart, restartable, start, stop, stoppable } from "./actions";
import { kindOf, nameOf } from "./naming";
import { type Resource } from "./resource";
import { withParts } from "./select";

/** What can be done to what runs. */
export type Action = "restart" | "stop" | "start";

/** What can be done to resources of each kind. */
export const steerable = { restart: restartable, stop: stoppable, start: stoppable };

/** Does it, of a pool to each of its nodes; to what it was done, for people. */
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

/** The word for what was done. */
export const past: Record<Action, string> = { restart: "restarted", stop: "stopped", start: "started" };
