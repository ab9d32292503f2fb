import type { KubernetesObject, V1EndpointSlice, V1Service } from "@kubernetes/client-node";
import { type Api } from "../kubernetes/api";
import { named, paths } from "../kubernetes/api-paths";
import { AccessFailure, ApiError, CaMismatch } from "../kubernetes/errors";
import { follow } from "../kubernetes/follow";
import { slicesOf } from "../services/await-service";
import { readyAddresses, readyPods } from "../services/endpoint-slices";
import { type PodPort } from "../services/pod-port";
import { findPort } from "../services/service-port";
import { type Endpoint } from "./endpoint-table";

const listEverySeconds = 300;

interface Seen {
    services: V1Service[];
    slices: V1EndpointSlice[];
}

/** The ready pods behind a Service's port, kept up to date. Connections are distributed round robin. */
export class ServicePods {
    private readonly stopped = new AbortController();
    private readonly told = Promise.withResolvers<undefined>();
    private readonly seen: Partial<Record<keyof Seen, KubernetesObject[]>> = {};
    private failure: Error | undefined;
    private turn = 0;

    constructor(
        api: Api,
        private readonly target: Pick<Endpoint, "namespace" | "service" | "port">,
    ) {
        const { namespace, service } = target;
        const { signal } = this.stopped;
        const failed = (error: unknown) => this.fail(error as Error);
        const services = { path: paths.services(namespace), query: named(service), listEverySeconds };
        follow(api, services, signal, (found) => {
            this.seen.services = found;
            this.settle();
        }).catch(failed);
        follow(api, { ...slicesOf(namespace, service), listEverySeconds }, signal, (found) => {
            this.seen.slices = found;
            this.settle();
        }).catch(failed);
    }

    /** Resolves when the cluster has sent the Service and its endpoints, or has refused to. */
    get settled(): Promise<undefined> {
        return this.told.promise;
    }

    /** Whether it has stopped following the cluster. */
    get hasFailed(): boolean {
        return this.failure !== undefined;
    }

    /** Whether it has stopped because the cluster refused the credentials, or is another cluster. */
    get isRefused(): boolean {
        return isRefusal(this.failure);
    }

    /** Returns all ready pods, beginning with the one whose turn it is. Throws the reason when there are none. */
    next(): PodPort[] {
        const pods = this.ready();
        const first = this.turn++ % pods.length;
        return [...pods.slice(first), ...pods.slice(0, first)];
    }

    /** Why there are no ready pods; undefined when there are some. */
    get problem(): string | undefined {
        try {
            this.ready();
            return undefined;
        } catch (error) {
            return (error as Error).message;
        }
    }

    /** Stops following the cluster, for that reason. */
    fail(reason: Error): void {
        this.failure ??= reason;
        this.stopped.abort();
        this.told.resolve(undefined);
    }

    stop(): void {
        this.stopped.abort();
    }

    private get isComplete(): boolean {
        return this.seen.services !== undefined && this.seen.slices !== undefined;
    }

    private settle(): void {
        if (this.isComplete) this.told.resolve(undefined);
    }

    private ready(): PodPort[] {
        const { namespace, service: name, port } = this.target;
        if (this.failure) throw this.failure;
        if (!this.isComplete) throw new Error("the API server has not answered yet");
        const { services, slices } = this.seen as Seen;
        const [service] = services;
        if (!service) throw new Error(`there is no Service ${namespace}/${name}`);
        const { name: portName } = findPort(service, { port, protocol: "TCP" });
        const pods = readyPods(slices, portName, "TCP");
        if (pods.length > 0) return pods;
        const addresses = readyAddresses(slices, portName, "TCP");
        if (addresses.length === 0) throw new Error(`no pod behind the Service ${namespace}/${name} is ready`);
        throw new Error(
            `the Service ${namespace}/${name} has no pod behind it but ${addresses.join(", ")}; only via: "node" reaches that`,
        );
    }
}

/**
 * Reports whether new credentials or another kubeconfig are needed. Any other refusal, such as of a kind that a
 * starting server does not know yet, passes by itself.
 */
export function isRefusal(error: unknown): error is Error {
    const isAccess = error instanceof CaMismatch || error instanceof AccessFailure;
    return isAccess || (error instanceof ApiError && error.status === 401);
}
