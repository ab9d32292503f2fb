import { z } from "zod";
import { withParts } from "../../model/select";
import { bounded, leftOutNote } from "../bounded";
import { tool } from "../tool";
import { brief } from "./brief";
import { cluster, name } from "./inputs";
import { eventsAbout } from "./recent-events";

export const describe = tool({
    name: "describe",
    title: "Describe a resource",
    description:
        "All that is known of one resource: how it is and why, what it is a part of and consists of, what leads to it, its latest events.",
    input: z.strictObject({ name, cluster }),
    run: async (given, { session, signal }) => {
        const { resource, resources } = await session.find(given.name, given.cluster);
        const parts = withParts(resource, resources);
        const ids = new Set(parts.map(({ id }) => id));
        const related = resources.filter((its) => !ids.has(its.id) && its.relations?.some(({ id }) => ids.has(id)));
        const { kept, leftOut } = bounded(parts.slice(1).map(brief), { most: 100, characters: 25_000 });
        const { events, problem } = await eventsAbout(resource.cluster, parts, signal);
        return {
            resource,
            parts: kept,
            ...leftOutNote(leftOut, "parts", "list them with list_resources"),
            related: bounded(related.map(brief), { most: 50, characters: 10_000 }).kept,
            events: bounded(events, { most: 30, characters: 10_000, fromEnd: true }).kept,
            ...(problem !== undefined && { problems: [`events: ${problem}`] }),
        };
    },
});
