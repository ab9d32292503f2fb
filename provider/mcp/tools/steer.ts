import { z } from "zod";
import { type Action, past, steer, steerable } from "../../model/steer";
import { type Tool, tool } from "../tool";
import { cluster, name } from "./inputs";

const input = z.strictObject({ name, cluster });

export const restartTool = steering("restart", {
    title: "Restart a resource",
    description:
        "Restarts a release, manifest or workload pod by pod, a pod by deleting it, or the container of a node, registry, cache or endpoint. The program and its stack stay as they are.",
    changes: { isDestructive: true, isIdempotent: false },
});

export const stopTool = steering("stop", {
    title: "Stop a resource",
    description:
        "Stops a node, a pool, a registry, a cache or an endpoint until it is started again, or until the next pulumi up. A node that stops is not drained.",
    changes: { isDestructive: true, isIdempotent: true },
});

export const startTool = steering("start", {
    title: "Start a resource",
    description:
        "Starts a node, a pool, a registry, a cache or an endpoint that was stopped. What runs stays as it is.",
    changes: { isDestructive: false, isIdempotent: true },
});

function steering(
    action: Action,
    about: Pick<Tool<typeof input>, "title" | "description" | "changes">,
): Tool<typeof input> {
    return tool({
        name: action,
        ...about,
        input,
        run: async ({ name, cluster }, { session }) => {
            const { resource, resources } = await session.find(name, cluster, steerable[action]);
            const done = await steer(action, resource, resources);
            return { done: done.map((what) => `${past[action]} ${what}`) };
        },
    });
}
