import type { CoreV1Event, V1Node } from "@kubernetes/client-node";
import { logEnd } from "../docker/containers/log-excerpt";
import { type NodeContainers } from "./node-containers";
import { type Api } from "../kubernetes/api";
import { named, paths } from "../kubernetes/api-paths";
import { nodeConditions, nodePressures } from "../diagnostics/node";
import { isAbout, warnings } from "../diagnostics/event";
import { listIfPossible } from "../kubernetes/list";
import { type NodeContainer } from "./running-nodes";

const logLines = 20;

/** Returns why a node may not be ready: its conditions, its warnings and the end of its container's log. */
export async function nodeReport(api: Api, nodes: NodeContainers, node: NodeContainer): Promise<string[]> {
    const [objects, events] = await Promise.all([
        listIfPossible<V1Node>(api, paths.nodes, named(node.name)),
        listIfPossible<CoreV1Event>(api, paths.events("default"), { fieldSelector: "involvedObject.kind=Node" }),
    ]);
    return [
        ...objects.flatMap(nodeConditions),
        ...objects.flatMap(nodePressures).map(({ relief }) => `what helps: ${relief}`),
        ...warnings(events.filter((event) => isAbout(event, "Node", node.name))),
        ...(await containerLog(nodes, node)),
    ];
}

export async function containerLog(nodes: NodeContainers, { container }: NodeContainer): Promise<string[]> {
    const lines = await logEnd(nodes, container, logLines).catch(() => []);
    return lines.length === 0 ? [] : [`from the log of ${container}:`, ...lines.map((line) => `  ${line}`)];
}
