import { type Context } from "../lifecycle";
import { type NetworkAttachment } from "../../shared/docker/network-attachment";

/** The state of a node's container. */
export interface ContainerState {
    id: string;
    /** False for one that is paused, too. */
    running: boolean;
    exitCode: number;
    /** When it was last started, by the daemon's clock: RFC 3339. */
    startedAt: string;
    labels: Record<string, string>;
    /** The networks that it is on, each by name and by id. */
    networks: string[];
}

/** Whether the container runs as it was started then: one that has started again has its work yet to take up. */
export function runsSince(state: ContainerState | undefined, startedAt: string | undefined, network: string): boolean {
    return isAttached(state, network) && state.startedAt === startedAt;
}

/** Whether the container runs, where the others find it. */
export function isAttached(state: ContainerState | undefined, network: string): state is ContainerState {
    return state?.running === true && state.networks.includes(network);
}

/** Starts the container, in its place, unless it runs there. Undefined when there is no such container. */
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

/** The containers that nodes run in, addressed by container name. */
export interface NodeContainers {
    /** Undefined when there is no such container. */
    state(container: string): Promise<ContainerState | undefined>;
    /**
     * Starts what has stopped, and lets go on what is paused. What has lost its place gets it back, and is started
     * again there: it took its addresses up when it started.
     */
    start(container: string, place?: NetworkAttachment): Promise<void>;
    /** The container of a cluster's server. Undefined when it is gone. */
    serverOf(clusterId: string): Promise<ContainerState | undefined>;
    /** The last lines of the container's log, standard output and error together, oldest first. */
    logTail(container: string, lines: number): Promise<string[]>;
    /** Resolves with the exit code when the container stops; rejects when the signal aborts. */
    stopped(container: string, signal: AbortSignal): Promise<number>;
    /** Leaves a mark inside the container for {@link hasCaMismatch}: what runs in it is not what the stack made. */
    markCaMismatch(container: string): Promise<void>;
    hasCaMismatch(container: string): Promise<boolean>;
    /** Leaves the version of K3s with the data, for who uses it next. */
    keepVersion(container: string, version: string): Promise<void>;
}
