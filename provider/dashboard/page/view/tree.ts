import { worst } from "../../../model/condition";
import { type Health, resourceKinds, type Resource, type ResourceKind } from "../../../model/resource";

/** One line of the tree: a resource, or what gathers some of them. */
export interface Branch {
    id: string;
    kind: ResourceKind | "stack" | "namespace";
    name: string;
    namespace?: string;
    state: string;
    health: Health;
    why?: string;
    /** Absent where it only gathers others. */
    resource?: Resource;
    /** How many below it are unhealthy. */
    unhealthy: number;
    children: Branch[];
}

/** A line that is shown, and its place among those of its parent. */
export interface Row {
    branch: Branch;
    /** From 1. */
    level: number;
    /** From 1. */
    position: number;
    siblings: number;
    /** Undefined where there is nothing below. */
    isOpen?: boolean;
    parent?: string;
}

/** What people name in their programs stands by itself; what else is in a cluster is gathered by its namespace. */
const gathered = new Set<ResourceKind>(["workload", "service", "object", "pod"]);

/** `project/stack` of a resource. */
export function stackOf({ cluster }: Pick<Resource, "cluster">): string {
    return cluster.split("/").slice(0, 2).join("/");
}

export const stackId = (stack: string) => `stack:${stack}`;

/** All resources as a tree: stacks, their clusters, and what is in them. */
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

/** Resources, not what gathers them. */
function unhealthyIn(children: Branch[]): number {
    return children.reduce(
        (sum, { resource, health, unhealthy }) => sum + unhealthy + (resource && health === "unhealthy" ? 1 : 0),
        0,
    );
}

const healthOf = (branches: Branch[]): Health => worst(branches)?.health ?? "unknown";

const places = new Map<string, number>([...resourceKinds.entries()].map(([place, kind]) => [kind, place]));

/** As `ps` has them, and what is gathered last. */
function inOrder(one: Branch, other: Branch): number {
    const place = ({ kind }: Branch) => places.get(kind) ?? resourceKinds.length;
    return place(one) - place(other) || byName(one, other);
}

const numeric = new Intl.Collator("en", { numeric: true });
function byName(one: Branch, other: Branch): number {
    return numeric.compare(one.name, other.name) || numeric.compare(one.namespace ?? "", other.namespace ?? "");
}

/** Before anybody has opened or closed it. */
export function isOpenAtFirst({ kind }: Branch): boolean {
    return kind === "stack" || kind === "cluster" || kind === "pool";
}

export interface RowOptions {
    /** What somebody has opened, or closed. */
    chosen: ReadonlyMap<string, boolean>;
    /** What is looked for: it is shown with all that is above it. Undefined for all. */
    isWanted?: (branch: Branch) => boolean;
}

/** The lines that are shown, from top to bottom. */
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
            // What is below something that is looked for belongs to it, unless some of it is looked for itself.
            if (isOpen) visit(children, level + 1, isMeant && (isWanted === undefined || !leads), id);
        }
    };
    visit(tree, 1, isWanted === undefined);
    return rows;
}
