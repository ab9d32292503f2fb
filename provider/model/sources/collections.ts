import type { KubernetesObject } from "@kubernetes/client-node";
import { everywhere, paths } from "../../kubernetes/api-paths";
import { type Collection } from "../../kubernetes/follow";
import { type KubernetesObjects } from "../facts";

type Name = Exclude<keyof KubernetesObjects, "others">;

/**
 * How often a watched collection is listed again: a list may miss an event that is not newer than the list, and the
 * watch that begins there never reports it.
 */
const listEverySeconds = 60;

const listed: Record<Name, Pick<Collection, "path" | "query" | "metadataOnly">> = {
    nodes: { path: paths.nodes },
    leases: { path: paths.nodeLeases },
    pods: { path: paths.allPods },
    replicaSets: { path: everywhere.replicaSets },
    deployments: { path: everywhere.deployments },
    statefulSets: { path: everywhere.statefulSets },
    daemonSets: { path: everywhere.daemonSets },
    jobs: { path: everywhere.jobs },
    claims: { path: everywhere.persistentVolumeClaims },
    services: { path: everywhere.services },
    storageClasses: { path: paths.storageClasses },
    releases: { path: everywhere.secrets, query: { labelSelector: "owner=helm" }, metadataOnly: true },
    warnings: { path: everywhere.events, query: { fieldSelector: "type=Warning" } },
    pulls: { path: everywhere.events, query: { fieldSelector: "reason=Pulling" } },
};

/** The collections that are followed in each cluster. */
export const collections = Object.entries(listed).map(([name, collection]) => ({
    name: name as Name,
    collection: { ...collection, listEverySeconds, keep: slim } satisfies Collection,
}));

/** The collection of another kind that a manifest contains. Only the existence of its objects is of interest. */
export function briefCollection(path: string): Collection {
    return { path, metadataOnly: true, listEverySeconds, keep: slim };
}

interface Template {
    spec?: { template?: unknown; containers?: Container[]; initContainers?: Container[] };
}

interface Container {
    name: string;
    image?: string;
}

interface Metadata {
    managedFields?: unknown;
    annotations?: Record<string, string>;
}

const longAnnotations = ["kubectl.kubernetes.io/last-applied-configuration"];

/** Removes what is long or may be secret from an object: environments, arguments, templates, managed fields. */
export function slim(object: KubernetesObject): KubernetesObject {
    const { managedFields: _, annotations, ...metadata } = (object.metadata ?? {}) as Metadata;
    const kept = Object.entries(annotations ?? {}).filter(([name]) => !longAnnotations.includes(name));
    const { spec } = object as Template;
    const brief: object = {
        ...object,
        metadata: { ...metadata, ...(annotations && { annotations: Object.fromEntries(kept) }) },
        ...(spec && { spec: slimSpec(spec) }),
    };
    return brief;
}

function slimSpec({ template: _, containers, initContainers, ...spec }: NonNullable<Template["spec"]>) {
    const brief = (all: Container[]) => all.map(({ name, image }) => ({ name, image }));
    return {
        ...spec,
        ...(containers && { containers: brief(containers) }),
        ...(initContainers && { initContainers: brief(initContainers) }),
    };
}
