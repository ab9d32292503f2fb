import { ensureAttached, type NodeContainers } from "./node-containers";
import { type NetworkAttachment } from "../../shared/docker/network-attachment";
import { Failure } from "../failure";
import { type Context } from "../lifecycle";

/** A Kubernetes node and its container. */
export interface NodeContainer {
    name: string;
    container: string;
}

/** The error when a node's container stops during the wait for the cluster. */
export class NodeExited extends Error {
    constructor(
        readonly node: NodeContainer,
        readonly exitCode: number,
    ) {
        super(`${node.container} stopped with exit code ${exitCode}`);
        this.name = "NodeExited";
    }
}

/** Starts the node's container unless it runs with its network attachment. Returns when it was started. */
export async function ensureRunning(
    nodes: NodeContainers,
    { name, container }: NodeContainer,
    place: NetworkAttachment,
    context: Context,
): Promise<string> {
    const state = await ensureAttached(nodes, container, place, context);
    if (state) return state.startedAt;
    throw new Failure(`The container ${container} of node ${name} is gone.`, {
        why: "it was removed while this update ran",
        next: "run pulumi up again: it creates the container again",
    });
}

/** Returns a signal that aborts, with {@link NodeExited} as its reason, as soon as one of the containers stops. */
export function exitSignal(nodes: NodeContainers, watched: NodeContainer[], until: AbortSignal): AbortSignal {
    const exit = new AbortController();
    for (const node of watched) {
        nodes.stopped(node.container, until).then(
            (exitCode) => exit.abort(new NodeExited(node, exitCode)),
            // The wait was aborted, or the daemon is gone: the deadline decides.
            () => undefined,
        );
    }
    return exit.signal;
}
