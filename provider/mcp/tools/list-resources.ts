import { z } from "zod";
import { rowsOf } from "../../cli/resources/table";
import { healths, type Resource, resourceKinds } from "../../model/resource";
import { bounded, leftOutNote } from "../bounded";
import { tool } from "../tool";
import { brief } from "./brief";
import { cluster } from "./inputs";

const input = z.strictObject({
    cluster,
    kind: z.enum(resourceKinds).optional().describe("Only resources of this kind"),
    health: z.enum(healths).optional().describe("Only resources of this health"),
    namespace: z.string().optional().describe("Only what is in this namespace"),
    contains: z.string().optional().describe("Only resources whose name contains this"),
    all: z
        .boolean()
        .default(false)
        .describe("Healthy workloads, pods, Services and objects too, which are left out without a filter"),
    limit: z.int().min(1).max(500).default(200).describe("At most so many"),
});

export const listResources = tool({
    name: "list_resources",
    title: "List what runs",
    description:
        "Clusters with their nodes, pools, registries, caches, Helm releases, manifests, endpoints, workloads, Services and pods: state, health, why, addresses, versions. Each resource's parent is the id of what it is a part of.",
    input,
    run: async (given, { session }) => {
        const { resources, problems } = await session.read(given.cluster);
        const { kept, leftOut } = bounded(chosen(resources, given).map(brief), {
            most: given.limit,
            characters: 50_000,
        });
        return {
            resources: kept,
            ...leftOutNote(leftOut, "resources", "choose a cluster, a kind, a namespace or a health"),
            ...(problems.length > 0 && { problems }),
            ...(resources.length === 0 && {
                note: "There are no clusters: pulumi up in the folder of a program with a k3s.Cluster creates one.",
            }),
        };
    },
});

function chosen(resources: Resource[], { kind, health, namespace, contains, all }: z.infer<typeof input>): Resource[] {
    const isFiltered = [kind, health, namespace, contains].some((filter) => filter !== undefined);
    const shown = all || isFiltered ? resources : rowsOf(resources, false).map((row) => row.resource);
    return shown.filter(
        (its) =>
            (kind === undefined || its.kind === kind) &&
            (health === undefined || its.health === health) &&
            (namespace === undefined || its.namespace === namespace) &&
            (contains === undefined || its.name.includes(contains)),
    );
}
