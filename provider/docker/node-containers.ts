/** What a node's container is doing. */
export interface ContainerState {
    id: string;
    /** False for one that is paused, too. */
    running: boolean;
    exitCode: number;
    /** When it was last started, by the daemon's clock: RFC 3339. */
    startedAt: string;
    labels: Record<string, string>;
}

/** Whether the container runs as it was started then: one that has started again has its work yet to take up. */
export function runsSince(state: ContainerState | undefined, startedAt: string | undefined): boolean {
    return state?.running === true && state.startedAt === startedAt;
}

/** The containers that nodes run in, addressed by container name. */
export interface NodeContainers {
    /** Undefined when there is no such container. */
    state(container: string): Promise<ContainerState | undefined>;
    /** Starts what has stopped, and lets go on what is paused. */
    start(container: string): Promise<void>;
    /** The last lines of the container's log, standard output and error together, oldest first. */
    logTail(container: string, lines: number): Promise<string[]>;
    /** Resolves with the exit code when the container stops; rejects when the signal aborts. */
    stopped(container: string, signal: AbortSignal): Promise<number>;
    /** Leaves a mark inside the container for {@link isForeign}: what runs in it is not what the stack made. */
    markForeign(container: string): Promise<void>;
    isForeign(container: string): Promise<boolean>;
}
