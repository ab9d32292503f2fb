import { type ContainerState, type NodeContainers } from "../docker/node-containers";
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

/** Starts the node's container unless it runs, and tells when it was started. */
export async function ensureRunning(nodes: NodeContainers, node: NodeContainer, context: Context): Promise<string> {
    const { container } = node;
    const found = await existing(nodes, node);
    if (found.running) return found.startedAt;
    context.progress(`starting ${container}`);
    await nodes.start(container);
    return (await existing(nodes, node)).startedAt;
}

async function existing(nodes: NodeContainers, { name, container }: NodeContainer): Promise<ContainerState> {
    const state = await nodes.state(container);
    if (state) return state;
    throw new Failure(`The container ${container} of node ${name} is gone.`, {
        why: "somebody removed it while this update ran",
        next: "run pulumi up again, which makes it anew",
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
