import { setTimeout as delay } from "node:timers/promises";
import { Failure } from "../failure";
import { logEnd } from "../docker/containers/log-excerpt";
import { type NodeContainers } from "./node-containers";

/** Access to the files inside a server container, and to the container itself. */
export interface ServerFiles {
    nodes: NodeContainers;
    /** Returns undefined while there is no such file. */
    read: (container: string, path: string) => Promise<string | undefined>;
}

const pollIntervalMs = 100;

/**
 * Reads a file that K3s writes while it starts. Docker cannot watch files, so the function polls. The end of the
 * container is an event, which ends the wait at once.
 */
export async function readServerFile(
    { nodes, read }: ServerFiles,
    container: string,
    path: string,
    timeoutSeconds: number,
): Promise<string> {
    const finished = new AbortController();
    let exitCode: number | undefined;
    await startIfStopped(nodes, container);
    nodes.stopped(container, finished.signal).then(
        (code) => (exitCode = code),
        () => undefined,
    );
    const deadline = Date.now() + timeoutSeconds * 1_000;
    try {
        for (;;) {
            const content = await read(container, path);
            if (content) return content;
            if (exitCode !== undefined) throw await stoppedFailure(nodes, container, exitCode);
            if (Date.now() > deadline) throw await lateFailure(nodes, container, path, timeoutSeconds);
            await delay(pollIntervalMs);
        }
    } finally {
        finished.abort();
    }
}

async function startIfStopped(nodes: NodeContainers, container: string): Promise<void> {
    const state = await nodes.state(container);
    if (!state) {
        throw new Failure(`The server container ${container} does not exist.`, {
            next: "run pulumi up again: it creates the server again",
        });
    }
    if (!state.running) await nodes.start(container);
}

async function stoppedFailure(nodes: NodeContainers, container: string, exitCode: number): Promise<Failure> {
    return new Failure(`The server container ${container} stopped with exit code ${exitCode} before it was ready.`, {
        why: ["from its log:", ...(await logEnd(nodes, container, 20))],
        next: `correct what the log reports (often one of the server's extraArgs), then run pulumi up again`,
    });
}

async function lateFailure(
    nodes: NodeContainers,
    container: string,
    path: string,
    timeoutSeconds: number,
): Promise<Failure> {
    return new Failure(`The server container ${container} did not write ${path} within ${timeoutSeconds} s.`, {
        why: ["from its log:", ...(await logEnd(nodes, container, 20))],
        next: "look at the log above; on a slow machine raise timeoutSeconds; then run pulumi up again",
    });
}
