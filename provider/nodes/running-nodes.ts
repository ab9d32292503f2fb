import { ensureAttached, type NodeContainers } from "./node-containers";
import { type NetworkAttachment } from "../../shared/docker/network-attachment";
import { Failure } from "../failure";
import { type Context } from "../lifecycle";

/** A Kubernetes node and the container it runs in. */
export interface NodeContainer {
    name: string;
    container: string;
}

/** A node's container stopped while the cluster was waited for. */
export class NodeExited extends Error {
    constructor(
        readonly node: NodeContainer,
        readonly exitCode: number,
    ) {
        super(`${node.container} stopped with exit code ${exitCode}`);
        this.name = "NodeExited";
    }
}

/** Starts the node's container unless it runs in its place, and tells when it was started. */
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

/** Aborts, with {@link NodeExited} as its reason, as soon as one of the containers stops. */
export function exitSignal(nodes: NodeContainers, watched: NodeContainer[], until: AbortSignal): AbortSignal {
    const exit = new AbortController();
    for (const node of watched) {
        nodes.stopped(node.container, until).then(
            (exitCode) => exit.abort(new NodeExited(node, exitCode)),
            // Aborted, or the daemon went away: then the deadline decides.
            () => undefined,
        );
    }
    return exit.signal;
}
