import { z } from "zod";
import { readDetails } from "../../dashboard/details";
import { withParts } from "../../model/select";
import { bounded, leftOutNote } from "../bounded";
import { tool } from "../tool";
import { brief } from "./brief";
import { cluster, name } from "./inputs";

export const describe = tool({
    name: "describe",
    title: "Describe a resource",
    description:
        "All that is known of one resource: how it is and why, what it is a part of and consists of, what leads to it, its conditions and latest events.",
    input: z.strictObject({ name, cluster }),
    run: async (given, { session }) => {
        const { resource, resources, stack } = await session.find(given.name, given.cluster);
        const inStack = Promise.resolve(stack?.get(resource.cluster));
        // Values and objects are left out of the answer: they may contain secrets whose names do not look secret.
        const { events, conditions, facts, problems } = await readDetails(resource, resources, inStack);
        const parts = withParts(resource, resources);
        const ids = new Set(parts.map(({ id }) => id));
        const related = resources.filter((its) => !ids.has(its.id) && its.relations?.some(({ id }) => ids.has(id)));
        const { kept, leftOut } = bounded(parts.slice(1).map(brief), { most: 100, characters: 15_000 });
        return {
            resource,
            parts: kept,
            ...leftOutNote(leftOut, "parts", "list them with list_resources"),
            related: bounded(related.map(brief), { most: 50, characters: 5_000 }).kept,
            // The events come newest first, so that the oldest are left out.
            events: bounded(events ?? [], { most: 30, characters: 8_000 }).kept,
            facts,
            conditions,
            ...(problems.length > 0 && { problems }),
        };
    },
});
