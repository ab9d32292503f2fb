import type { V1Node, V1Pod } from "@kubernetes/client-node";
import { type Api } from "../kubernetes/api";
import { paths } from "../kubernetes/api-paths";
import { listIfPossible } from "../kubernetes/list";
import { type NodePressure, nodePressures } from "./node";

/** Returns the shortages of all nodes, if one of the pods was evicted or cannot be scheduled. */
export async function pressuresOn(api: Api, pods: V1Pod[]): Promise<NodePressure[]> {
    if (!pods.some(wantsNode)) return [];
    return (await listIfPossible<V1Node>(api, paths.nodes)).flatMap(nodePressures);
}

/** Returns what to do first about pods that no node accepts, or undefined when no node has a shortage. */
export async function reliefFor(api: Api, pods: V1Pod[]): Promise<string | undefined> {
    return (await pressuresOn(api, pods))[0]?.relief;
}

function wantsNode({ status }: V1Pod): boolean {
    if (status?.reason === "Evicted") return true;
    return status?.conditions?.some(({ type, status }) => type === "PodScheduled" && status === "False") ?? false;
}
