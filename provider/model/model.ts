import { readFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { userFolder } from "../../shared/user-folder";
import { type ClusterKubeconfig } from "../kubeconfig/cluster-kubeconfigs";
import { untilAborted } from "../deadline";
import { connectKubernetes } from "../kubernetes/client";
import { pause } from "../kubernetes/until-answered";
import { clusterResources } from "./cluster-resources";
import { type ClusterFacts, type ClusterInStack, type KubernetesFacts } from "./facts";
import { apiAt } from "./sources/cluster-api";
import { type ContainersByCluster, dockerFacts, followContainers, readContainers } from "./sources/containers";
import { followObjects, type OtherKind, readObjects } from "./sources/kubernetes";
import { readUserFiles, UserFolder, type UserFiles } from "./sources/user-files";
import { ResourceStore } from "./store";
import { LiveView, workloadKinds } from "./workload-resources";

export interface ModelOptions {
    /** Selects the clusters of the model by their paths. Default: all clusters of this user. */
    isWanted?: (cluster: string) => boolean;
    /** The clusters of a stack, by their paths. Reading them may take longer than everything else. */
    stack?: Promise<Map<string, ClusterInStack>>;
    /** Reads the stack again for a followed model, since `pulumi up` may have changed it. */
    readStack?: () => Promise<Map<string, ClusterInStack>>;
    /** Whether to read the traffic of relays, which takes a moment for each. Default: no. */
    withTraffic?: boolean;
    /** Whether to ask the clusters' API servers. Default: yes. */
    withKubernetes?: boolean;
    dockerHost?: string;
}

/** How long changes are gathered before the resources are updated. */
const gatherMs = 100;
/** How long to wait before connecting to a cluster again after a failure, such as refused credentials. */
const retryMs = 5_000;
/** How long nothing must have changed before the stack is read again: an update makes many changes. */
const settledMs = 2_000;

/** Reads the current state of this user's clusters. What a source does not answer in ten seconds is unknown. */
export async function readModel(options: ModelOptions = {}): Promise<Model> {
    const model = new Model(options);
    await model.read();
    return model;
}

/** A model that is kept up to date. */
export interface FollowedModel {
    model: Model;
    /** Resolves when Docker and the clusters have answered, or their time is over. */
    first: Promise<void>;
    /** Resolves when the stack has been read too, so that the model has its manifests. */
    whole: Promise<void>;
}

/** Reads the same model as `readModel` and keeps it up to date until the signal aborts. */
export function followModel(options: ModelOptions, signal: AbortSignal): FollowedModel {
    const model = new Model(options);
    const first = model.follow(signal);
    const stack = Promise.race([model.addStack(), untilAborted(signal)]);
    return { model, first, whole: Promise.all([first, stack]).then(() => model.settle()) };
}

/** The resources of clusters, made from the facts about each cluster. */
export class Model {
    readonly store = new ResourceStore();
    /** Why the Docker daemon could not be asked. */
    dockerProblem: string | undefined;
    private readonly facts = new Map<string, ClusterFacts>();
    private readonly views = new Map<string, LiveView>();
    private readonly followed = new Map<string, AbortController>();
    private stack: Promise<Map<string, ClusterInStack>>;
    private readonly stale = new Set<string>();
    /** A promise for each cluster that resolves when it has answered, or its time is over. */
    private readonly first = new Map<string, Promise<undefined>>();
    private timer: NodeJS.Timeout | undefined;
    private containers: ContainersByCluster | undefined;
    private files: UserFiles | undefined;
    private following: AbortSignal | undefined;
    private stackTimer: NodeJS.Timeout | undefined;

    constructor(private readonly options: ModelOptions) {
        this.stack = options.stack ?? Promise.resolve(new Map<string, ClusterInStack>());
    }

    async read(): Promise<void> {
        const { withKubernetes = true } = this.options;
        const read = readUserFiles(userFolder()).then(async (files) => {
            this.files = files;
            if (!withKubernetes) return;
            await Promise.all(
                files.kubeconfigs.filter((its) => this.isWanted(its.cluster)).map((its) => this.readCluster(its)),
            );
        });
        const [containers] = await Promise.all([readContainers(this.options), read, this.addStack()]);
        this.takeContainers(containers);
        this.settle();
    }

    /** Follows all sources until the signal aborts. Resolves when each has answered once, or its time is over. */
    async follow(signal: AbortSignal): Promise<void> {
        this.following = signal;
        const docker = Promise.withResolvers<undefined>();
        const files = Promise.withResolvers<undefined>();
        const folder = new UserFolder(
            userFolder(),
            (seen) => {
                this.files = seen;
                this.takeFiles();
                for (const its of seen.kubeconfigs) void this.followCluster(its, signal);
                files.resolve(undefined);
            },
            signal,
            () => this.lookAtStack(),
        );
        const seen = (containers: ContainersByCluster) => {
            this.takeContainers(containers);
            // A new container may mean a new cluster, whose kubeconfig is written soon after its start.
            folder.look();
            docker.resolve(undefined);
        };
        void followContainers(seen, signal, this.options);
        const over = () => {
            clearTimeout(this.timer);
            clearTimeout(this.stackTimer);
        };
        signal.addEventListener("abort", over, { once: true });
        await Promise.race([Promise.all([docker.promise, files.promise]), untilAborted(signal)]);
        await Promise.race([Promise.all([...this.first.values()]), untilAborted(signal)]);
        this.settle();
    }

    /** Updates all resources at once, without gathering further changes. */
    settle(): void {
        this.update([...this.facts.keys()]);
    }

    /** Takes new content of the stack. Follows the clusters again, since the stack may have objects of other kinds. */
    takeStack(stack: Map<string, ClusterInStack>): void {
        this.stack = Promise.resolve(stack);
        for (const path of this.facts.keys()) {
            if (this.isWanted(path)) this.take(path, { stack: stack.get(path) });
            else this.forget(path);
        }
        for (const [path, its] of stack) if (this.isThere(path)) this.take(path, { stack: its });
        const { following: signal } = this;
        if (!signal) return;
        for (const its of this.files?.kubeconfigs ?? []) {
            this.unfollow(its.cluster);
            void this.followCluster(its, signal);
        }
    }

    /** Plans to read the stack again, after a change that may come from an update of the stack. */
    private lookAtStack(): void {
        const { readStack } = this.options;
        if (!readStack) return;
        clearTimeout(this.stackTimer);
        this.stackTimer = setTimeout(() => void this.readStackAgain(readStack), settledMs);
    }

    private async readStackAgain(read: () => Promise<Map<string, ClusterInStack>>): Promise<void> {
        try {
            const [before, now] = [await this.stack, await read()];
            if (!this.following?.aborted && !isDeepStrictEqual(before, now)) this.takeStack(now);
        } catch {
            // The content that was read before stays, and the next change causes another attempt.
        }
    }

    /** The facts about a cluster, for callers that show more than its resources. */
    factsOf(path: string): ClusterFacts {
        return this.facts.get(path) ?? { path, docker: {}, kubernetes: {}, forwarded: [] };
    }

    /** The paths of all clusters that have a kubeconfig, a container or an endpoint. */
    get clusters(): string[] {
        return [...this.facts.keys()].sort();
    }

    /** Why the forwarders' endpoints are not known. */
    get forwardedProblem(): Error | undefined {
        return this.files?.forwardedProblem;
    }

    private isWanted(path: string): boolean {
        return this.options.isWanted?.(path) ?? true;
    }

    private async readCluster({ cluster, path }: ClusterKubeconfig): Promise<void> {
        try {
            const api = await apiAt(path);
            this.takeObjects(cluster, await readObjects(api, this.otherKinds(cluster)));
        } catch (error) {
            this.takeObjects(cluster, { problem: (error as Error).message });
        }
    }

    /** Follows the cluster that a kubeconfig leads to. Another kubeconfig means another cluster of the same path. */
    private async followCluster({ cluster, path }: ClusterKubeconfig, signal: AbortSignal): Promise<void> {
        if (!this.isWanted(cluster)) return;
        const { promise, resolve } = Promise.withResolvers<undefined>();
        if (!this.first.has(cluster)) this.first.set(cluster, promise);
        const kubeconfig = await readFile(path, "utf8").catch(() => "");
        const key = `${cluster}\n${kubeconfig}`;
        if (this.followed.has(key) || signal.aborted) return;
        this.unfollow(cluster);
        const end = new AbortController();
        this.followed.set(key, end);
        const either = AbortSignal.any([signal, end.signal]);
        const seen = (facts: KubernetesFacts) => {
            if (either.aborted) return;
            this.takeObjects(cluster, facts);
            resolve(undefined);
        };
        while (!either.aborted) {
            try {
                const api = await connectKubernetes(kubeconfig);
                await followObjects(api, this.otherKinds(cluster), seen, either);
            } catch (error) {
                seen({ ...this.facts.get(cluster)?.kubernetes, problem: (error as Error).message });
            }
            await pause(retryMs, either).catch(() => undefined);
        }
    }

    /** The kinds of the stack's objects that are not followed in every cluster. */
    private async otherKinds(path: string): Promise<OtherKind[]> {
        const known = new Set<string>([...workloadKinds, "Pod", "Service", "PersistentVolumeClaim", "ReplicaSet"]);
        const objects = (await this.stack).get(path)?.manifests.flatMap((manifest) => manifest.objects) ?? [];
        const kinds = objects.filter(({ kind }) => !known.has(kind));
        return [
            ...new Map(kinds.map(({ apiVersion, kind }) => [`${apiVersion}/${kind}`, { apiVersion, kind }])).values(),
        ];
    }

    /** Adds the content of the stack as soon as it has been read. */
    async addStack(): Promise<void> {
        for (const [path, stack] of await this.stack) {
            if (!this.facts.has(path) && !this.isThere(path)) continue;
            this.take(path, { stack });
        }
    }

    private takeContainers(containers: ContainersByCluster): void {
        const before = this.containers?.found;
        this.containers = containers;
        if (before && containers.found && !isDeepStrictEqual([...before.keys()], [...containers.found.keys()])) {
            this.lookAtStack();
        }
        this.dockerProblem = containers.problem;
        const paths = new Set([...this.facts.keys(), ...(containers.found?.keys() ?? [])]);
        for (const path of paths) this.take(path, {});
        this.takeFiles();
    }

    private takeFiles(): void {
        const { kubeconfigs = [], forwarded = [] } = this.files ?? {};
        const paths = [...kubeconfigs.map(({ cluster }) => cluster), ...forwarded.map(({ cluster }) => cluster)];
        for (const path of new Set([...paths, ...this.facts.keys()])) this.take(path, {});
        for (const path of this.facts.keys()) if (!this.isThere(path)) this.forget(path);
    }

    private takeObjects(path: string, kubernetes: KubernetesFacts): void {
        const { objects } = this.facts.get(path)?.kubernetes ?? {};
        this.take(path, { kubernetes: { ...(objects && { objects }), ...kubernetes } });
    }

    private take(path: string, news: Partial<ClusterFacts>): void {
        if (path === "" || !this.isWanted(path)) return;
        const before = this.factsOf(path);
        const docker = this.containers ? dockerFacts(this.containers, path, before.docker) : before.docker;
        const forwarded = this.files?.forwarded.filter(({ cluster }) => cluster === path) ?? before.forwarded;
        this.facts.set(path, { ...before, docker, forwarded, ...news });
        this.stale.add(path);
        this.timer ??= setTimeout(() => {
            this.timer = undefined;
            this.update([...this.stale]);
        }, gatherMs);
    }

    private isThere(path: string): boolean {
        const { kubeconfigs = [], forwarded = [] } = this.files ?? {};
        const isInFiles = [...kubeconfigs, ...forwarded].some(({ cluster }) => cluster === path);
        if (isInFiles || !this.containers || this.containers.problem !== undefined || !this.files) return true;
        return this.containers.found.has(path);
    }

    private unfollow(cluster: string): void {
        for (const [key, end] of this.followed) {
            if (!key.startsWith(`${cluster}\n`)) continue;
            end.abort();
            this.followed.delete(key);
        }
    }

    private forget(path: string): void {
        this.unfollow(path);
        this.first.delete(path);
        this.facts.delete(path);
        this.views.delete(path);
        this.store.replace(path, []);
    }

    private update(paths: string[]): void {
        clearTimeout(this.timer);
        this.timer = undefined;
        for (const path of paths) {
            this.stale.delete(path);
            const facts = this.facts.get(path);
            if (!facts) continue;
            const view = this.views.get(path) ?? new LiveView();
            this.views.set(path, view);
            this.store.replace(path, clusterResources(facts, view));
        }
    }
}
