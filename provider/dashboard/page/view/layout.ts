import { graphlib, layout as place } from "@dagrejs/dagre";
import { type Graph, type NodeKind } from "./graph";

export interface Placed {
    width: number;
    height: number;
    /** The upper left corners of the nodes, by their ids. */
    nodes: Map<string, { x: number; y: number }>;
    /** The edges, each with its curve as an SVG path. */
    edges: { from: string; to: string; type: string; path: string }[];
    columns: { kind: NodeKind; x: number }[];
}

export const nodeHeight = 52;
export const nodeWidths: Record<NodeKind, number> = {
    ...{ endpoint: 152, service: 164, workload: 172, pod: 180, node: 148, cluster: 112, stack: 164 },
};
const between = { columns: 46, rows: 14 };
/** The columns from left to right. */
export const columnKinds: NodeKind[] = ["endpoint", "service", "workload", "pod", "node", "cluster", "stack"];

/** Computes the layout: a column for each kind, ordered so that few edges cross. */
export function layoutOf({ nodes, edges }: Pick<Graph, "nodes" | "edges">): Placed {
    const kinds = columnKinds.filter((kind) => nodes.some((node) => node.kind === kind));
    const xOf = new Map<NodeKind, number>();
    let right = 0;
    for (const kind of kinds) {
        xOf.set(kind, right);
        right += nodeWidths[kind] + between.columns;
    }
    const graph = new graphlib.Graph();
    graph.setGraph({ rankdir: "LR", nodesep: between.rows, ranksep: between.columns });
    graph.setDefaultEdgeLabel(() => ({}));
    for (const { id, kind } of nodes) graph.setNode(id, { width: nodeWidths[kind], height: nodeHeight });
    const kindOf = new Map(nodes.map(({ id, kind }) => [id, kind]));
    for (const { from, to } of edges) {
        // An edge that skips columns is longer, so that each kind keeps its column.
        const minlen = Math.max(1, kinds.indexOf(kindOf.get(to) ?? "pod") - kinds.indexOf(kindOf.get(from) ?? "pod"));
        graph.setEdge(from, to, { minlen });
    }
    if (nodes.length > 0) place(graph);
    const placed = settle(nodes, (id) => (graph.node(id) as { y?: number } | undefined)?.y ?? 0, xOf);
    const bottom = Math.max(0, ...[...placed.values()].map(({ y }) => y + nodeHeight));
    return {
        width: Math.max(0, right - between.columns),
        height: bottom,
        nodes: placed,
        edges: edges.map((edge) => ({
            ...edge,
            path: pathOf(placed.get(edge.from), placed.get(edge.to), nodeWidths[kindOf.get(edge.from) ?? "pod"]),
        })),
        columns: kinds.map((kind) => ({ kind, x: xOf.get(kind) ?? 0 })),
    };
}

/** Places the nodes in their columns, in the order and near the height of dagre's layout, so that none overlap. */
function settle(
    nodes: Graph["nodes"],
    yOf: (id: string) => number,
    xOf: Map<NodeKind, number>,
): Map<string, { x: number; y: number }> {
    const placed = new Map<string, { x: number; y: number }>();
    const top = Math.min(...nodes.map(({ id }) => yOf(id)));
    for (const [kind, column] of Map.groupBy(nodes, (node) => node.kind)) {
        let free = 0;
        for (const { id } of column.toSorted((one, other) => yOf(one.id) - yOf(other.id))) {
            const y = Math.max(free, Math.round(yOf(id) - top));
            placed.set(id, { x: xOf.get(kind) ?? 0, y });
            free = y + nodeHeight + between.rows;
        }
    }
    return placed;
}

function pathOf(from = { x: 0, y: 0 }, to = { x: 0, y: 0 }, width = 0): string {
    const half = nodeHeight / 2;
    const [x1, y1, x2, y2] = [from.x + width, from.y + half, to.x, to.y + half];
    const bend = Math.min(between.columns, Math.max(24, (x2 - x1) / 2));
    return `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}
