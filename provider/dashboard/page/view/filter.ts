import { type Health, healths, type Resource } from "../../../model/resource";
import { type Branch } from "./tree";

/** The filter of the page. */
export interface Filter {
    /** Words that all have to occur in a resource. */
    text: string;
    /** The accepted healths. Empty for any. */
    healths: ReadonlySet<Health>;
}

export const noFilter: Filter = { text: "", healths: new Set() };

export function isEmpty({ text, healths }: Filter): boolean {
    return text.trim() === "" && healths.size === 0;
}

/** Returns a function that reports whether a branch matches the filter. */
export function matcher(filter: Filter): (branch: Branch) => boolean {
    const words = wordsOf(filter.text);
    return ({ resource, kind, name, health }) => {
        if (filter.healths.size > 0 && (!resource || !filter.healths.has(health))) return false;
        const text = resource ? textOf(resource) : `${kind} ${name}`.toLowerCase();
        return words.every((word) => text.includes(word));
    };
}

export function matchesResource(filter: Filter): (resource: Resource) => boolean {
    const words = wordsOf(filter.text);
    return (resource) =>
        (filter.healths.size === 0 || filter.healths.has(resource.health)) &&
        words.every((word) => textOf(resource).includes(word));
}

function wordsOf(text: string): string[] {
    return text.toLowerCase().split(/\s+/).filter(Boolean);
}

const texts = new WeakMap<Resource, string>();

/** Returns the text of a resource in which words are searched. Cached, since a resource is replaced, never changed. */
function textOf(resource: Resource): string {
    const known = texts.get(resource);
    if (known !== undefined) return known;
    const { kind, objectKind = "", name, namespace, state, health, why, addresses, version, target } = resource;
    const full = namespace === undefined ? name : `${namespace}/${name}`;
    const text = [`${kind}/${full}`, `${objectKind}/${full}`, state, health, why, ...addresses, version, target]
        .join("\n")
        .toLowerCase();
    texts.set(resource, text);
    return text;
}

/** Counts the resources of each health, the worst first. */
export function countsOf(resources: Resource[]): { health: Health; count: number }[] {
    const order: Health[] = ["unhealthy", "unknown", "progressing", "healthy"];
    return order
        .filter((health) => healths.includes(health))
        .map((health) => ({ health, count: resources.filter((each) => each.health === health).length }));
}
