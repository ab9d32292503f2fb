import { z } from "zod";
import { isWarning } from "../../cli/diagnose/events";
import { withParts } from "../../model/select";
import { UsageError } from "../../usage-error";
import { bounded, leftOutNote } from "../bounded";
import { tool } from "../tool";
import { cluster, name } from "./inputs";
import { eventsAbout, recentEvents } from "./recent-events";

export const events = tool({
    name: "events",
    title: "Read Kubernetes events",
    description:
        "The latest events of a resource and its parts, or of a cluster; the newest last, repetitions counted.",
    input: z.strictObject({
        name: name.optional(),
        cluster,
        namespace: z.string().optional().describe("Only of objects in this namespace"),
        warningsOnly: z.boolean().default(false),
        limit: z.int().min(1).max(200).default(50).describe("At most so many"),
    }),
    run: async ({ name, cluster, namespace, warningsOnly, limit }, { session, signal }) => {
        const found = await ofResource();
        const wanted = found.events.filter(
            ({ type, object }) =>
                (!warningsOnly || type === "Warning") &&
                (namespace === undefined || object.split(" ")[1]?.startsWith(`${namespace}/`)),
        );
        const { kept, leftOut } = bounded(wanted, { most: limit, characters: 40_000, fromEnd: true });
        return {
            events: kept,
            ...leftOutNote(leftOut, "older events", "name a resource or a namespace"),
            ...(found.problem !== undefined && { problems: [found.problem] }),
        };

        async function ofResource() {
            if (name !== undefined) {
                const { resource, resources } = await session.find(name, cluster);
                return eventsAbout(resource.cluster, withParts(resource, resources), signal);
            }
            const { resources } = await session.read(cluster);
            const [only, ...others] = resources.filter(({ kind }) => kind === "cluster");
            if (only && others.length === 0)
                return recentEvents(only.cluster, (event) => !warningsOnly || isWarning(event), signal);
            const names = [only, ...others].flatMap((its) => its?.cluster ?? []);
            throw new UsageError(
                names.length > 0 ? `choose one of the clusters ${names.join(", ")}` : "there are no clusters",
            );
        }
    },
});
