import type { V1Lease, V1Node } from "@kubernetes/client-node";
import { nodeConditions, nodeProblem } from "../../diagnostics/node";
import { nameOf } from "../../kubernetes/object-name";
import { type Answer } from "./answer";
import { point } from "./markdown";
import { type Section, section } from "./section";

/** @param now the time by the clock of the nodes' machine. */
export function nodesSection(nodes: Answer<V1Node[]>, leases: Answer<V1Lease[]>, now: Date): Section {
    return section("nodes", "Nodes", nodes, (found) => {
        const facts = found.map((node) => nodeFacts(node, leases.value ?? [], now));
        return {
            text: facts.flatMap(nodeLines),
            content: facts,
            findings: facts.flatMap(({ name, problem, troubles }) => [
                ...(problem === undefined ? [] : [`node ${name} ${problem}`]),
                ...troubles.map((trouble) => `node ${name}: ${trouble}`),
            ]),
        };
    });
}

interface NodeFacts {
    name: string;
    problem: string | undefined;
    conditions: string[];
    /** The conditions that indicate a problem, except for `Ready`. */
    troubles: string[];
    taints: string[];
    version: string;
    addresses: string[];
    allocatable: string;
}

function nodeFacts(node: V1Node, leases: V1Lease[], now: Date): NodeFacts {
    const { spec, status } = node;
    const lease = leases.find((candidate) => nameOf(candidate) === nameOf(node));
    const { cpu = "?", memory = "?", pods = "?" } = status?.allocatable ?? {};
    const problem = nodeProblem(node, lease, undefined, now);
    return {
        name: nameOf(node),
        problem,
        conditions: (status?.conditions ?? []).map(({ type, status, reason }) =>
            `${type}=${status} ${reason ?? ""}`.trim(),
        ),
        troubles: nodeConditions(node).filter((condition) => !condition.startsWith("Ready=")),
        taints: (spec?.taints ?? []).map(({ key, value, effect }) => `${key}${value ? `=${value}` : ""}:${effect}`),
        version: status?.nodeInfo?.kubeletVersion ?? "unknown version",
        addresses: (status?.addresses ?? []).map(({ type, address }) => `${type} ${address}`),
        allocatable: `CPU ${cpu}, memory ${memory}, pods ${pods}`,
    };
}

function nodeLines({ name, problem, conditions, taints, version, addresses, allocatable }: NodeFacts): string[] {
    return [
        point(`${name} ${problem ?? "is ready"}`),
        ...[
            `${version}; ${addresses.join(", ")}`,
            `conditions: ${conditions.join(", ") || "none"}`,
            `taints: ${taints.join(", ") || "none"}; allocatable: ${allocatable}`,
        ].map((line) => `  ${point(line)}`),
    ];
}
