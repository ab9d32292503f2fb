import { namesCluster } from "../../shared/owner";
import { type Resource, type ResourceKind } from "./resource";
import { UsageError } from "../usage-error";
import { kindOf, nameOf } from "./naming";

/** The order in which kinds are preferred where several resources have the same name. */
const preferred: ResourceKind[] = [
    ...(["release", "manifest", "endpoint", "workload", "service", "pod", "node", "pool"] as const),
    ...(["registry", "cache", "cluster", "object"] as const),
];

/** The text about names in the help of commands. */
export const namesHelp = `
A name may have its namespace and its kind before it: web, shop/web, release/web, pod/shop/web-0, node/dev-server,
endpoint/web. Where several have it, a release comes first, then a manifest, an endpoint, a workload, a Service, a pod
and a node.`.trim();

/** Returns the resource that a word names, or undefined if there is none. Throws if the word names several. */
export function findResource(resources: Resource[], word: string, kinds = preferred): Resource | undefined {
    const named = resources.filter((resource) => kinds.includes(resource.kind) && isNamed(resource, word));
    const kind = kinds.find((candidate) => named.some((resource) => resource.kind === candidate));
    const [only, ...others] = named.filter((resource) => resource.kind === kind);
    if (only === undefined || others.length === 0) return only;
    const which = [only, ...others].map((its) => `${kindOf(its).toLowerCase()}/${nameOf(its)} in ${its.cluster}`);
    const how =
        new Set(which.map((each) => each.replace(/ in .*/, ""))).size > 1
            ? "name one of them"
            : "choose one with --cluster";
    throw new UsageError(`${word} names ${which.join(", ")}: ${how}`);
}

/** Like `findResource`, but throws if there is none. */
export function oneResource(resources: Resource[], word: string, kinds = preferred): Resource {
    const found = findResource(resources, word, kinds);
    if (found) return found;
    throw new UsageError(`there is no ${word}; ${namesThere(resources, kinds)}`);
}

const shownNames = 20;

/** Lists the names of the resources in a sentence. */
export function namesThere(resources: Resource[], kinds = preferred): string {
    const names = resources
        .filter(({ kind }) => kinds.includes(kind) && kind !== "pod" && kind !== "object")
        .map((resource) => `${kindOf(resource).toLowerCase()}/${nameOf(resource)}`);
    if (names.length === 0) return "there is nothing of that kind";
    const more = names.length > shownNames ? ` and ${names.length - shownNames} more` : "";
    return `there are ${names.slice(0, shownNames).join(", ")}${more}`;
}

function isNamed(resource: Resource, word: string): boolean {
    const { id, kind, objectKind, name, namespace } = resource;
    if (id === word) return true;
    if (kind === "cluster") return namesCluster(word.replace(/^cluster\//, ""), name);
    const names = [name, ...(namespace === undefined ? [] : [`${namespace}/${name}`])];
    const kinds = [kind, ...(objectKind === undefined ? [] : [objectKind.toLowerCase()])];
    return names.some(
        (own) => word === own || kinds.some((its) => word.toLowerCase() === `${its}/${own}`.toLowerCase()),
    );
}

/** Returns a resource, and all resources below it. */
export function withParts(resource: Resource, resources: Resource[]): Resource[] {
    const children = new Map<string, Resource[]>();
    for (const each of resources) {
        if (each.parent !== undefined) children.set(each.parent, [...(children.get(each.parent) ?? []), each]);
    }
    const all = (one: Resource): Resource[] => [one, ...(children.get(one.id) ?? []).flatMap(all)];
    return all(resource);
}
