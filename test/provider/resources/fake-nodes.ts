import { clusterIdLabel } from "../../../shared/labels";
import { type ContainerState, type NodeContainers } from "../../../provider/nodes/node-containers";
import { type NetworkAttachment } from "../../../shared/docker/network-attachment";
import type { Context } from "../../../provider/lifecycle";

export interface FakeContainer extends Partial<ContainerState> {
    log?: string[];
    foreign?: boolean;
    version?: string;
}

/** Fake DNS resolvers, all of which answer. */
export const answeringResolvers = () => ({ silent: () => Promise.resolve([]) });

/** Fake containers of nodes, in memory. */
export class FakeNodes implements NodeContainers {
    readonly started: string[] = [];
    private readonly waiting = new Map<string, (exitCode: number) => void>();

    constructor(readonly containers: Record<string, FakeContainer | undefined> = {}) {}

    state(name: string): Promise<ContainerState | undefined> {
        const found = this.containers[name];
        const startedAt = "2026-01-01T00:00:00Z";
        const running = { id: `${name}-id`, running: true, exitCode: 0, startedAt, labels: {}, networks: ["dev"] };
        return Promise.resolve(found && { ...running, ...found });
    }

    start(name: string, place: NetworkAttachment = { network: "dev", aliases: [] }): Promise<void> {
        this.started.push(name);
        this.containers[name] = { ...this.containers[name], running: true, networks: [place.network] };
        return Promise.resolve();
    }

    serverOf(clusterId: string): Promise<ContainerState | undefined> {
        const isServer = (name: string) => this.containers[name]?.labels?.[clusterIdLabel] === clusterId;
        return this.state(Object.keys(this.containers).find(isServer) ?? "");
    }

    logTail(name: string, lines: number): Promise<string[]> {
        return Promise.resolve((this.containers[name]?.log ?? []).slice(-lines));
    }

    stopped(name: string, signal: AbortSignal): Promise<number> {
        return new Promise((resolve, reject) => {
            this.waiting.set(name, resolve);
            signal.addEventListener("abort", () => reject(signal.reason as Error));
        });
    }

    /** Ends a container, as if by itself. */
    exit(name: string, exitCode: number): void {
        this.waiting.get(name)?.(exitCode);
    }

    markCaMismatch(name: string): Promise<void> {
        this.containers[name] = { ...this.containers[name], foreign: true };
        return Promise.resolve();
    }

    keepVersion(name: string, version: string): Promise<void> {
        this.containers[name] = { ...this.containers[name], version };
        return Promise.resolve();
    }

    hasCaMismatch(name: string): Promise<boolean> {
        return Promise.resolve(this.containers[name]?.foreign ?? false);
    }
}

/** Returns a context that records the messages that it is to show. */
export function recordingContext(): Context & { messages: string[] } {
    const messages: string[] = [];
    return { messages, progress: (message) => void messages.push(message) };
}

/** Returns the message of the error that a call throws, or its promise rejects with. */
export async function failure(of: () => unknown): Promise<string> {
    try {
        await of();
    } catch (error) {
        return (error as Error).message;
    }
    throw new Error("it did not fail");
}
