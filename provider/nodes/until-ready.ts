import { type NodeContainers } from "./node-containers";
import { type NodeContainer, exitSignal } from "./running-nodes";

/** Runs a wait whose signal aborts when a node's container stops, and at the deadline. */
export async function untilReady<Result>(
    nodes: NodeContainers,
    watched: NodeContainer[],
    timeoutSeconds: number,
    wait: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
    const finished = new AbortController();
    const deadline = deadlineSignal(timeoutSeconds);
    const exited = exitSignal(nodes, watched, AbortSignal.any([deadline, finished.signal]));
    try {
        return await wait(AbortSignal.any([deadline, exited]));
    } finally {
        finished.abort();
    }
}

export function deadlineSignal(timeoutSeconds: number): AbortSignal {
    return AbortSignal.timeout(Math.ceil(timeoutSeconds * 1_000));
}

export function isDeadline(error: unknown): boolean {
    return error instanceof DOMException && error.name === "TimeoutError";
}
