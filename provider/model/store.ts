import { isDeepStrictEqual } from "node:util";
import { type Resource, resourceKinds } from "./resource";

/** What has changed in a model since the last time. */
export interface Delta {
    /** New ones, and those that have changed, each as it is now. */
    upserts: Resource[];
    /** Those that are gone, as they were. */
    deletes: Resource[];
}

/** The resources that there are, by their ids; who follows it gets what changes. */
export class ResourceStore {
    private readonly resources = new Map<string, Resource>();
    private readonly followers = new Set<(delta: Delta) => void>();

    /** All of them, each after what it is a part of. */
    all(): Resource[] {
        return inOrder([...this.resources.values()]);
    }

    get isEmpty(): boolean {
        return this.resources.size === 0;
    }

    get(id: string): Resource | undefined {
        return this.resources.get(id);
    }

    /** Puts all resources of a cluster in the place of those that it had. */
    replace(cluster: string, resources: Resource[]): void {
        const ids = new Set(resources.map(({ id }) => id));
        const deletes = [...this.resources.values()].filter((its) => its.cluster === cluster && !ids.has(its.id));
        const upserts = resources.filter((its) => !isDeepStrictEqual(its, this.resources.get(its.id)));
        for (const { id } of deletes) this.resources.delete(id);
        for (const resource of upserts) this.resources.set(resource.id, resource);
        if (deletes.length + upserts.length === 0) return;
        for (const follower of this.followers) follower({ upserts, deletes });
    }

    /** Calls with each change, until the signal. */
    follow(changed: (delta: Delta) => void, signal: AbortSignal): void {
        this.followers.add(changed);
        signal.addEventListener("abort", () => this.followers.delete(changed), { once: true });
    }
}

/** As a tree is read: each below its parent, kinds together, then by name. */
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

/** As Kubernetes sorts names. A language's order takes time for each of them, and memory for its tables. */
function byText(one: string, other: string): number {
    return one < other ? -1 : one > other ? 1 : 0;
}
