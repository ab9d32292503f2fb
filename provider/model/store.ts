import { isDeepStrictEqual } from "node:util";
import { type Resource, resourceKinds } from "./resource";

/** A change of the store's resources. */
export interface Delta {
    /** The new and the changed resources, in their present state. */
    upserts: Resource[];
    /** The resources that no longer exist, in their last state. */
    deletes: Resource[];
}

/** The resources by their ids. Tells its followers of each change. */
export class ResourceStore {
    private readonly resources = new Map<string, Resource>();
    private readonly followers = new Set<(delta: Delta) => void>();

    /** Returns all resources, each after its parent. */
    all(): Resource[] {
        return inOrder([...this.resources.values()]);
    }

    get isEmpty(): boolean {
        return this.resources.size === 0;
    }

    get(id: string): Resource | undefined {
        return this.resources.get(id);
    }

    /** Replaces all resources of a cluster. */
    replace(cluster: string, resources: Resource[]): void {
        const ids = new Set(resources.map(({ id }) => id));
        const deletes = [...this.resources.values()].filter((its) => its.cluster === cluster && !ids.has(its.id));
        const upserts = resources.filter((its) => !isDeepStrictEqual(its, this.resources.get(its.id)));
        for (const { id } of deletes) this.resources.delete(id);
        for (const resource of upserts) this.resources.set(resource.id, resource);
        if (deletes.length + upserts.length === 0) return;
        for (const follower of this.followers) follower({ upserts, deletes });
    }

    /** Calls `changed` with each change until the signal aborts. */
    follow(changed: (delta: Delta) => void, signal: AbortSignal): void {
        this.followers.add(changed);
        signal.addEventListener("abort", () => this.followers.delete(changed), { once: true });
    }
}

/** Sorts resources into the order of a tree: each below its parent; resources of one parent by kind, then by name. */
export function inOrder(resources: Resource[]): Resource[] {
    const ids = new Set(resources.map(({ id }) => id));
    const children = new Map<string, Resource[]>();
    for (const resource of resources) {
        const parent = resource.parent !== undefined && ids.has(resource.parent) ? resource.parent : "";
        children.set(parent, [...(children.get(parent) ?? []), resource]);
    }
    const below = (parent: string): Resource[] =>
        (children.get(parent) ?? []).sort(byKindAndName).flatMap((resource) => [resource, ...below(resource.id)]);
    return below("");
}

function byKindAndName(one: Resource, other: Resource): number {
    return (
        resourceKinds.indexOf(one.kind) - resourceKinds.indexOf(other.kind) ||
        byText(one.namespace ?? "", other.namespace ?? "") ||
        byText(one.name, other.name)
    );
}

/** Compares names byte by byte, as Kubernetes does. `localeCompare` would take more time, and memory for its tables. */
function byText(one: string, other: string): number {
    return one < other ? -1 : one > other ? 1 : 0;
}
