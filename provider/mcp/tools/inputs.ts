import { z } from "zod";

/** The name of a resource, as in the output of `ps`. */
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
