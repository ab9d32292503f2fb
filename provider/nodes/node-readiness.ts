import type { V1Lease, V1Node } from "@kubernetes/client-node";
import { type Api } from "../kubernetes/api";
import { paths } from "../kubernetes/api-paths";
import { nodeProblem } from "../diagnostics/node";
import { type NodeContainer } from "./running-nodes";
import { watchUntil } from "../kubernetes/watch-until";

/** A node that is expected, and since when its container runs, where that is known. */
export interface ExpectedNode extends NodeContainer {
    since?: Date;
}

interface Seen extends Record<string, object[]> {
    nodes: V1Node[];
    leases: V1Lease[];
}

/** Waits until every node has reported itself ready since its container started. Reports the nodes that are missing. */
export async function nodesReadiness(
    api: Api,
    expected: ExpectedNode[],
    signal: AbortSignal,
    awaiting: (missing: NodeWithProblem[]) => void,
): Promise<void> {
    const collections = { nodes: { path: paths.nodes }, leases: { path: paths.nodeLeases } };
    const decide = (seen: Seen) => {
        const missing = unreadyNodes(expected, seen, new Date());
        if (missing.length === 0) return true;
        awaiting(missing);
        return undefined;
    };
    await watchUntil<Seen, true>(api, collections, decide, { signal, recheckMs: 1_000 });
}

export interface NodeWithProblem extends ExpectedNode {
    problem: string;
}

function unreadyNodes(expected: ExpectedNode[], { nodes, leases }: Seen, now: Date): NodeWithProblem[] {
    const byName = <Item extends V1Node | V1Lease>(items: Item[], name: string) =>
        items.find(({ metadata }) => metadata?.name === name);
    return expected.flatMap((node) => {
        const problem = nodeProblem(byName(nodes, node.name), byName(leases, node.name), node.since, now);
        return problem === undefined ? [] : [{ ...node, problem }];
    });
}
