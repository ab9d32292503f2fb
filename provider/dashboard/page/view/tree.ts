import { worst } from "../../../model/condition";
import { type Health, resourceKinds, type Resource, type ResourceKind } from "../../../model/resource";

/** A branch of the tree: a resource, or a stack or namespace that groups resources. */
export interface Branch {
    id: string;
    kind: ResourceKind | "stack" | "namespace";
    name: string;
    namespace?: string;
    state: string;
    health: Health;
    why?: string;
    /** Absent for a stack or namespace. */
    resource?: Resource;
    /** The number of unhealthy resources below it. */
    unhealthy: number;
    children: Branch[];
}

/** A visible line, and its position among the lines of its parent. */
export interface Row {
    branch: Branch;
    /** From 1. */
    level: number;
    /** From 1. */
    position: number;
    siblings: number;
    /** Undefined if there is nothing below. */
    isOpen?: boolean;
    parent?: string;
}

/** The kinds that are grouped by namespace below a cluster. Other kinds, which programs name, stand by themselves. */
const gathered = new Set<ResourceKind>(["workload", "service", "object", "pod"]);

/** Returns the stack of a resource, `project/stack`. */
export function stackOf({ cluster }: Pick<Resource, "cluster">): string {
    return cluster.split("/").slice(0, 2).join("/");
}

export const stackId = (stack: string) => `stack:${stack}`;

/** Builds the tree: stacks, their clusters, and the resources below them. */
export function treeOf(resources: Resource[]): Branch[] {
    const ids = new Set(resources.map(({ id }) => id));
    const below = new Map<string, Resource[]>();
    const orphans: Resource[] = [];
    for (const resource of resources) {
        const { parent } = resource;
        if (parent === undefined || !ids.has(parent)) orphans.push(resource);
        else below.set(parent, [...(below.get(parent) ?? []), resource]);
    }
    const branchOf = (resource: Resource): Branch => {
        const { id, kind, name, namespace, state, health, why } = resource;
        const own = below.get(id) ?? [];
        const children =
            kind === "cluster"
                ? [
                      ...own.filter((each) => !gathered.has(each.kind)).map(branchOf),
                      ...namespaces(
                          id,
                          own.filter((each) => gathered.has(each.kind)),
                          branchOf,
                      ),
                  ]
                : own.map(branchOf);
        return {
            ...{ id, kind, state, health, resource },
            name: kind === "cluster" ? (name.split("/").at(-1) ?? name) : name,
            ...(namespace !== undefined && { namespace }),
            ...(why !== undefined && health !== "healthy" && { why }),
            unhealthy: unhealthyIn(children),
            children: children.sort(inOrder),
        };
    };
    const stacks = new Map<string, Resource[]>();
    for (const each of orphans) stacks.set(stackOf(each), [...(stacks.get(stackOf(each)) ?? []), each]);
    return [...stacks]
        .map(([stack, own]): Branch => {
            const children = own.map(branchOf).sort(inOrder);
            const count = children.length;
            return {
                ...{ id: stackId(stack), kind: "stack", name: stack, children, unhealthy: unhealthyIn(children) },
                ...{ health: healthOf(children), state: `${count} ${count === 1 ? "cluster" : "clusters"}` },
            };
        })
        .sort(byName);
}

function namespaces(cluster: string, resources: Resource[], branchOf: (resource: Resource) => Branch): Branch[] {
    const byNamespace = Map.groupBy(resources, ({ namespace = "" }) => namespace);
    return [...byNamespace].map(([namespace, own]) => {
        const children = own.map(branchOf).sort(inOrder);
        const bad = children.filter(({ health }) => health !== "healthy").length;
        const count = `${children.length} ${children.length === 1 ? "object" : "objects"}`;
        return {
            id: `${cluster}/namespace/${namespace}`,
            kind: "namespace" as const,
            name: namespace === "" ? "without a namespace" : namespace,
            state: bad === 0 ? count : `${count}, ${bad} not well`,
            health: healthOf(children),
            unhealthy: unhealthyIn(children),
            children,
        };
    });
}

/** Counts the unhealthy resources below, without stacks and namespaces. */
function unhealthyIn(children: Branch[]): number {
    return children.reduce(
        (sum, { resource, health, unhealthy }) => sum + unhealthy + (resource && health === "unhealthy" ? 1 : 0),
        0,
    );
}

const healthOf = (branches: Branch[]): Health => worst(branches)?.health ?? "unknown";

const places = new Map<string, number>([...resourceKinds.entries()].map(([place, kind]) => [kind, place]));

/** Sorts branches in the order of `ps`, with namespaces last. */
function inOrder(one: Branch, other: Branch): number {
    const place = ({ kind }: Branch) => places.get(kind) ?? resourceKinds.length;
    return place(one) - place(other) || byName(one, other);
}

const numeric = new Intl.Collator("en", { numeric: true });
function byName(one: Branch, other: Branch): number {
    return numeric.compare(one.name, other.name) || numeric.compare(one.namespace ?? "", other.namespace ?? "");
}

/** Reports whether a branch is open before the user has opened or closed it. */
export function isOpenAtFirst({ kind }: Branch): boolean {
    return kind === "stack" || kind === "cluster" || kind === "pool";
}

export interface RowOptions {
    /** The branches that the user has opened (true) or closed (false), by their ids. */
    chosen: ReadonlyMap<string, boolean>;
    /** Selects the wanted branches, which are shown with everything above them. Undefined for all. */
    isWanted?: (branch: Branch) => boolean;
}

/** Returns the visible lines, from top to bottom. */
export function rowsOf(tree: Branch[], { chosen, isWanted }: RowOptions): Row[] {
    const rows: Row[] = [];
    const shown = new Map<Branch, boolean>();
    const holds = (branch: Branch): boolean => {
        const known = shown.get(branch);
        if (known !== undefined) return known;
        const found = [isWanted?.(branch) ?? true, ...branch.children.map(holds)].includes(true);
        shown.set(branch, found);
        return found;
    };
    const visit = (branches: Branch[], level: number, isWithin: boolean, parent?: string) => {
        const some = isWithin ? branches : branches.filter(holds);
        for (const [index, branch] of some.entries()) {
            const { children, id } = branch;
            const isMeant = isWithin || (isWanted?.(branch) ?? true);
            const leads = isWanted !== undefined && !isWithin && children.some(holds);
            const isOpen = chosen.get(id) ?? (leads || isOpenAtFirst(branch));
            rows.push({
                ...{ branch, level, position: index + 1, siblings: some.length },
                ...(children.length > 0 && { isOpen }),
                ...(parent !== undefined && { parent }),
            });
            // Everything below a wanted branch is shown too, unless some of it is wanted itself.
            if (isOpen) visit(children, level + 1, isMeant && (isWanted === undefined || !leads), id);
        }
    };
    visit(tree, 1, isWanted === undefined);
    return rows;
}
