import { type Context } from "../lifecycle";
import { type NetworkAttachment } from "../../shared/docker/network-attachment";

/** The state of a node's container. */
export interface ContainerState {
    id: string;
    /** False for a paused container, too. */
    running: boolean;
    exitCode: number;
    /** When the container was last started, by the daemon's clock, in RFC 3339. */
    startedAt: string;
    labels: Record<string, string>;
    /** The names and ids of the networks that the container is attached to. */
    networks: string[];
}

/**
 * Reports whether the container has run since `startedAt`. A container that was started again has yet to resume its
 * work.
 */
export function runsSince(state: ContainerState | undefined, startedAt: string | undefined, network: string): boolean {
    return isAttached(state, network) && state.startedAt === startedAt;
}

/** Reports whether the container runs and is attached to the network, where others find it. */
export function isAttached(state: ContainerState | undefined, network: string): state is ContainerState {
    return state?.running === true && state.networks.includes(network);
}

/**
 * Starts the container with its network attachment, unless it runs there already. Returns undefined when there is no
 * such container.
 */
export async function ensureAttached(
    containers: NodeContainers,
    container: string,
    place: NetworkAttachment,
    { progress }: Context,
): Promise<ContainerState | undefined> {
    const found = await containers.state(container);
    if (!found || isAttached(found, place.network)) return found;
    progress(`starting ${container}`);
    await containers.start(container, place);
    return containers.state(container);
}

/** Access to the containers of nodes, addressed by container name. */
export interface NodeContainers {
    /** Returns undefined when there is no such container. */
    state(container: string): Promise<ContainerState | undefined>;
    /**
     * Starts a stopped container and unpauses a paused one. A container that lost its network attachment gets it back
     * and is restarted, because it read its addresses when it started.
     */
    start(container: string, place?: NetworkAttachment): Promise<void>;
    /** Returns the state of a cluster's server container, or undefined when it is gone. */
    serverOf(clusterId: string): Promise<ContainerState | undefined>;
    /** Returns the last lines of the container's log, standard output and error together, oldest first. */
    logTail(container: string, lines: number): Promise<string[]>;
    /** Resolves with the exit code when the container stops; rejects when the signal aborts. */
    stopped(container: string, signal: AbortSignal): Promise<number>;
    /**
     * Writes the marker for {@link hasCaMismatch} into the container: what runs in it is not what the stack created.
     */
    markCaMismatch(container: string): Promise<void>;
    hasCaMismatch(container: string): Promise<boolean>;
    /** Writes the version of K3s next to the data, for the next container that uses the data. */
    keepVersion(container: string, version: string): Promise<void>;
}
