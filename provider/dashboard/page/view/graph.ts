import { worst } from "../../../model/condition";
import { type Health, type Resource } from "../../../model/resource";
import { type Filter, isEmpty, matchesResource } from "./filter";
import { stackId, stackOf } from "./tree";

/** The kinds of nodes in the graph, in the order of the way from an endpoint to the machine. */
export type NodeKind = "endpoint" | "service" | "workload" | "pod" | "node" | "cluster" | "stack";

export interface GraphNode {
    id: string;
    kind: NodeKind;
    /** The kind for display: `Deployment`, `Pod`. */
    label: string;
    name: string;
    health: Health;
    state: string;
    /** The number of pods, if the node stands for several pods of one workload. */
    count?: number;
    /** The id of the resource whose details it opens. */
    resource?: string;
}

/** An edge from a node to one that it reaches, consists of, runs on, or is a part of. */
export interface GraphEdge {
    from: string;
    to: string;
    type: "reaches" | "has" | "runs on" | "is part of";
}

export interface Graph {
    nodes: GraphNode[];
    edges: GraphEdge[];
    /** The number of nodes that are left out, because no program of the user names them and they are healthy. */
    left: number;
}

export interface GraphOptions {
    filter: Filter;
    /** Whether to include resources that no program names, such as K3s's own. */
    all: boolean;
}

/** The most pods of a workload that are drawn one by one. More are drawn as one node. */
const mostPods = 3;

/** Builds the graph of what reaches what, and what runs where. */
export function graphOf(resources: Resource[], { filter, all }: GraphOptions): Graph {
    const byId = new Map(resources.map((resource) => [resource.id, resource]));
    const drawn = resources.filter(({ kind }) => isDrawn(kind));
    const reached = reachedBy(drawn, byId);
    const kept = drawn.filter(
        (resource) => all || isNamed(resource, byId) || reached.has(resource.id) || isBad(resource),
    );
    const full = wholeGraph(kept, byId);
    const graph = isEmpty(filter) ? full : around(full, resources.filter(matchesResource(filter)), byId);
    return { ...graph, left: drawn.length - kept.length };
}

const isDrawn = (kind: Resource["kind"]) =>
    ["cluster", "node", "workload", "service", "pod", "endpoint"].includes(kind);
const isBad = ({ health }: Resource) => health !== "healthy";

/** Reports whether a program names the resource, or the release or manifest that it belongs to. */
function isNamed({ kind, parent }: Resource, byId: Map<string, Resource>): boolean {
    if (kind === "cluster" || kind === "node" || kind === "endpoint") return true;
    const above = parent === undefined ? undefined : byId.get(parent);
    if (!above) return false;
    return above.kind === "release" || above.kind === "manifest" || (above.kind !== "cluster" && isNamed(above, byId));
}

/** Returns the resources that endpoints lead to, with the workloads of the pods among them. */
function reachedBy(drawn: Resource[], byId: Map<string, Resource>): Set<string> {
    const reached = new Set<string>();
    const visit = (id: string) => {
        const resource = byId.get(id);
        if (!resource || reached.has(id)) return;
        reached.add(id);
        if (resource.kind === "pod" && resource.parent !== undefined) reached.add(resource.parent);
        for (const { type, id: next } of resource.relations ?? []) if (type === "leads-to") visit(next);
    };
    for (const { kind, id } of drawn) if (kind === "endpoint") visit(id);
    return reached;
}

function wholeGraph(drawn: Resource[], byId: Map<string, Resource>): Omit<Graph, "left"> {
    const there = new Map(drawn.map((resource) => [resource.id, resource]));
    const podsOf = Map.groupBy(
        drawn.filter(({ kind }) => kind === "pod"),
        ({ parent = "" }) => parent,
    );
    const nodes = new Map<string, GraphNode>();
    const edges = new Map<string, GraphEdge>();
    /** The node that stands for a pod, by the pod's id. */
    const standIn = new Map<string, string>();
    const connect = (from: string, to: string, type: GraphEdge["type"]) => {
        const one = standIn.get(from) ?? from;
        const other = standIn.get(to) ?? to;
        if (nodes.has(one) && nodes.has(other) && one !== other)
            edges.set(`${one}\n${other}`, { from: one, to: other, type });
    };
    for (const resource of drawn) {
        if (resource.kind !== "pod") nodes.set(resource.id, nodeOf(resource));
        if (resource.kind === "cluster") {
            const stack = stackOf(resource);
            const clusters = drawn.filter((each) => each.kind === "cluster" && stackOf(each) === stack);
            const health = worst(clusters)?.health ?? "unknown";
            nodes.set(stackId(stack), {
                id: stackId(stack),
                kind: "stack",
                label: "stack",
                name: stack,
                health,
                state: "",
            });
        }
    }
    for (const [parent, pods] of podsOf) {
        const isMany = pods.length > mostPods && byId.get(parent)?.kind === "workload";
        for (const [health, alike] of Map.groupBy(pods, (pod) => pod.health)) {
            const state = alike[0]?.state ?? "";
            const group = `pods:${health}:${parent}`;
            // A few unhealthy pods are drawn one by one.
            const isOne = isMany && alike.length > (health === "healthy" ? 1 : mostPods);
            for (const pod of alike) {
                if (isOne) standIn.set(pod.id, group);
                else nodes.set(pod.id, nodeOf(pod));
            }
            if (!isOne) continue;
            const name = `${alike.length} pods`;
            const resource = parent;
            nodes.set(group, {
                id: group,
                kind: "pod",
                label: "Pods",
                name,
                count: alike.length,
                health,
                state,
                resource,
            });
        }
    }
    for (const { id, kind, parent, cluster, relations = [] } of drawn) {
        if (kind === "service") {
            for (const to of behind(
                relations.map((its) => its.id),
                there,
                podsOf,
            ))
                connect(id, to, "reaches");
        } else {
            for (const { type, id: to } of relations) connect(id, to, type === "runs-on" ? "runs on" : "reaches");
        }
        if (kind === "pod" && parent !== undefined && there.get(parent)?.kind === "workload")
            connect(parent, id, "has");
        if (kind === "node") connect(id, cluster, "is part of");
        if (kind === "cluster") connect(id, stackId(stackOf({ cluster })), "is part of");
    }
    return { nodes: [...nodes.values()], edges: [...edges.values()] };
}

/** Returns what a Service leads to: a workload if the Service leads to all of its pods, otherwise the single pods. */
function behind(ids: string[], there: Map<string, Resource>, podsOf: Map<string, Resource[]>): string[] {
    const led = new Set(ids);
    return [
        ...new Set(
            ids.map((id) => {
                const parent = there.get(id)?.parent ?? "";
                const whole =
                    there.get(parent)?.kind === "workload" && podsOf.get(parent)?.every((pod) => led.has(pod.id));
                return whole ? parent : id;
            }),
        ),
    ];
}

function nodeOf({ id, kind, objectKind, name, health, state }: Resource): GraphNode {
    const own = kind === "cluster" ? (name.split("/").at(-1) ?? name) : name;
    const label = objectKind ?? kind;
    return { id, kind: kind as NodeKind, label, name: own, health, state, resource: id };
}

/** Reduces a graph to the wanted nodes and everything on a way through them. */
function around(graph: Omit<Graph, "left">, wanted: Resource[], byId: Map<string, Resource>): Omit<Graph, "left"> {
    const meant = new Set(wanted.map(({ id }) => id));
    const isMeant = (id: string | undefined): boolean =>
        id !== undefined && (meant.has(id) || isMeant(groupAbove(byId.get(id), byId)));
    const found = graph.nodes.filter(({ resource }) => isMeant(resource)).map(({ id }) => id);
    const kept = new Set([...found, ...found.flatMap((id) => [...waysThrough(id, graph.edges)])]);
    return {
        nodes: graph.nodes.filter(({ id }) => kept.has(id)),
        edges: graph.edges.filter(({ from, to }) => kept.has(from) && kept.has(to)),
    };
}

/** Returns the release, manifest or workload above a resource. A match of it counts as a match of the resource. */
function groupAbove(resource: Resource | undefined, byId: Map<string, Resource>): string | undefined {
    const { parent } = resource ?? {};
    const kind = parent === undefined ? undefined : byId.get(parent)?.kind;
    return kind === "release" || kind === "manifest" || kind === "workload" ? parent : undefined;
}

/** Returns a node, all nodes that lead to it, and all nodes that it leads to. */
export function waysThrough(id: string, edges: GraphEdge[]): Set<string> {
    const found = new Set<string>();
    const walk = (start: string, from: "from" | "to", to: "from" | "to") => {
        const seen = new Set([start]);
        const open = [start];
        for (let next = open.pop(); next !== undefined; next = open.pop()) {
            for (const edge of edges) {
                if (edge[from] !== next || seen.has(edge[to])) continue;
                seen.add(edge[to]);
                open.push(edge[to]);
            }
        }
        for (const each of seen) found.add(each);
    };
    walk(id, "from", "to");
    walk(id, "to", "from");
    return found;
}
