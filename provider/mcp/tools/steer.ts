import { z } from "zod";
import { restart, restartable, start, stop, stoppable } from "../../model/actions";
import { kindOf, nameOf } from "../../model/naming";
import { type Resource, type ResourceKind } from "../../model/resource";
import { withParts } from "../../model/select";
import { type Tool, tool } from "../tool";
import { cluster, name } from "./inputs";

const input = z.strictObject({ name, cluster });

interface Steering extends Pick<Tool<typeof input>, "name" | "title" | "description" | "changes"> {
    kinds: ResourceKind[];
    /** Does it, and says to what. */
    act: (resource: Resource, all: Resource[]) => Promise<string[]>;
}

export const restartTool = steering({
    name: "restart",
    title: "Restart a resource",
    description:
        "Restarts a release, manifest or workload pod by pod, a pod by deleting it, or the container of a node, registry, cache or endpoint. The program and its stack stay as they are.",
    changes: { isDestructive: true, isIdempotent: false },
    kinds: restartable,
    act: restart,
});

export const stopTool = steering({
    name: "stop",
    title: "Stop a resource",
    description:
        "Stops a node, a pool, a registry, a cache or an endpoint until it is started again, or until the next pulumi up. A node that stops is not drained.",
    changes: { isDestructive: true, isIdempotent: true },
    kinds: stoppable,
    act: async (resource) => {
        await stop(resource);
        return [`${kindOf(resource)} ${nameOf(resource)}`];
    },
});

export const startTool = steering({
    name: "start",
    title: "Start a resource",
    description:
        "Starts a node, a pool, a registry, a cache or an endpoint that was stopped. What runs stays as it is.",
    changes: { isDestructive: false, isIdempotent: true },
    kinds: stoppable,
    act: async (resource) => {
        await start(resource);
        return [`${kindOf(resource)} ${nameOf(resource)}`];
    },
});

function steering({ kinds, act, ...about }: Steering): Tool<typeof input> {
    return tool({
        ...about,
        input,
        run: async ({ name, cluster }, { session }) => {
            const { resource, resources } = await session.find(name, cluster, kinds);
            const chosen = resource.kind === "pool" ? withParts(resource, resources).slice(1) : [resource];
            const done: string[] = [];
            for (const each of chosen) done.push(...(await act(each, resources)));
            return { done: done.map((what) => `${about.name}: ${what}`) };
        },
    });
}
