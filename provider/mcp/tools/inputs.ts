import { z } from "zod";

/** A name as `ps` shows it. */
export const name = z
    .string()
    .min(1)
    .max(500)
    .describe(
        "Name or id of a resource, as list_resources gives it: web, shop/web, release/web, pod/shop/web-0, node/dev-server, endpoint/web",
    );

export const cluster = z
    .string()
    .min(1)
    .max(500)
    .optional()
    .describe("Only this cluster: project/stack/cluster, or an end of it, such as its name");
