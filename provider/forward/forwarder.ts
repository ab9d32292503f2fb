import { type Duplex } from "node:stream";
import { withTimeout } from "../deadline";
import { type Api } from "../kubernetes/api";
import { type PodPort } from "../services/pod-port";
import { connectProcess } from "./connect-process";
import { Listener, type Traffic } from "./listener";
import { isRefusal, ServicePods } from "./service-pods";
import { rateLimitedLog } from "./rate-limited-log";
import { type Endpoint } from "./endpoint-table";

/** What a forwarder needs of its cluster. */
export interface Cluster {
    api: Api;
    openPort(target: PodPort): Promise<Duplex>;
    close(): void;
}

export interface EndpointStatus extends Endpoint, Traffic {
    state: "listening" | "stopped" | "failed";
    /** The cluster refuses the credentials, or is another one. */
    isRefused?: boolean;
    /** Why the endpoint failed, or why a connection would fail now. */
    problem?: string;
}

interface Running {
    endpoint: Endpoint;
    listener?: Listener;
    pods?: ServicePods;
    /** Why the endpoint does not listen. */
    problem?: string;
}

/** The longest time until the pod's refusal arrives. A successful connection is not confirmed. */
const refusalMs = 500;
/**
 * The longest time that a client waits for a pod, whatever causes the delay: the API server's answer, and up to three
 * pods.
 */
const openingMs = 10_000;

/**
 * Carries connections from ports of this machine to ready pods of one cluster, and from the cluster to processes here.
 */
export class Forwarder {
    private readonly running = new Map<string, Running>();

    constructor(
        private readonly cluster: () => Promise<Cluster>,
        private readonly log: (line: string) => void,
        private readonly longestMs = openingMs,
    ) {}

    /**
     * Listens for an endpoint, unless it is stopped. An existing endpoint is kept when it is the same, and otherwise
     * replaced on its port.
     */
    async put(name: string, endpoint: Endpoint): Promise<void> {
        const old = this.running.get(name);
        if (old?.listener && JSON.stringify(old.endpoint) === JSON.stringify(endpoint)) return;
        this.close(name);
        const running: Running = { endpoint };
        this.running.set(name, running);
        if (endpoint.isStopped) return;
        const log = rateLimitedLog(this.log);
        const listener = new Listener(
            () => this.open(running),
            (error) => log(`${name}: ${error.message}`),
            endpoint.answeredBy,
        );
        try {
            await listener.listen(endpoint.hostPort, endpoint.addresses);
            running.listener = listener;
            this.log(`${name}: listening on ${endpoint.addresses.join(", ")}, port ${endpoint.hostPort}`);
        } catch (error) {
            running.problem = (error as Error).message;
            this.log(`${name}: ${running.problem}`);
            throw error;
        }
    }

    remove(name: string): void {
        this.close(name);
        this.running.delete(name);
    }

    /** Drops what is known of the cluster, because there are new credentials for it. */
    reconnect(): void {
        for (const running of this.running.values()) {
            running.pods?.stop();
            running.pods = undefined;
        }
    }

    /** Resolves when a ready pod takes connections. Rejects with the reason when none does. */
    async probe(name: string): Promise<void> {
        const running = this.running.get(name);
        if (!running?.listener) throw new Error(running?.problem ?? "it does not listen");
        const stream = await this.open(running);
        if (stream.errored) throw stream.errored;
        stream.resume();
        await new Promise<void>((resolve, reject) => {
            stream.once("error", reject);
            stream.once("data", () => resolve());
            stream.once("end", () => resolve());
            setTimeout(resolve, refusalMs);
        }).finally(() => stream.on("error", () => undefined).destroy());
    }

    status(): Record<string, EndpointStatus> {
        return Object.fromEntries([...this.running].map(([name, running]) => [name, statusOf(running)]));
    }

    close(name?: string): void {
        const names = name === undefined ? [...this.running.keys()] : [name];
        for (const running of names.map((each) => this.running.get(each))) {
            running?.listener?.close();
            running?.pods?.stop();
        }
    }

    private async open(running: Running): Promise<Duplex> {
        const { answeredBy } = running.endpoint;
        if (answeredBy) return connectProcess(answeredBy.port);
        const cluster = await this.cluster();
        if (running.pods?.hasFailed) running.pods = undefined;
        const pods = (running.pods ??= new ServicePods(cluster.api, running.endpoint));
        const late = () =>
            new Error(pods.problem ?? `no pod accepted the connection within ${this.longestMs / 1_000} s`);
        return withTimeout((signal) => unlessLate(openOne(cluster, pods, signal), signal), this.longestMs, late);
    }
}

/** Tries the pods in turn, because one may have ended a moment ago. */
async function openOne(cluster: Cluster, pods: ServicePods, signal: AbortSignal): Promise<Duplex> {
    await pods.settled;
    let problem: unknown;
    for (const target of pods.next().slice(0, 3)) {
        signal.throwIfAborted();
        try {
            return await cluster.openPort(target);
        } catch (error) {
            if (isRefusal(error)) pods.fail(error);
            problem = error;
        }
    }
    throw problem;
}

/** Destroys a stream that opens after nobody waits for it any more. */
async function unlessLate(opening: Promise<Duplex>, signal: AbortSignal): Promise<Duplex> {
    const stream = await opening;
    if (signal.aborted) stream.destroy();
    return stream;
}

function statusOf({ endpoint, listener, pods, problem }: Running): EndpointStatus {
    const traffic = listener?.traffic ?? { connections: 0, accepted: 0, bytesFromClients: 0, bytesToClients: 0 };
    const state = listener ? "listening" : endpoint.isStopped ? "stopped" : "failed";
    const trouble = problem ?? pods?.problem;
    return {
        ...endpoint,
        ...traffic,
        state,
        ...(pods?.isRefused ? { isRefused: true } : {}),
        ...(trouble === undefined ? {} : { problem: trouble }),
    };
}
