import { isDeepStrictEqual } from "node:util";
import { untilAborted } from "../deadline";
import { connectDocker } from "../docker/daemon/connect";
import { ForwardedEndpoints } from "../endpoints/forwarded-endpoints";
import { relayTraffic } from "../endpoints/relayed-endpoints";
import { pause } from "../kubernetes/until-answered";
import { followLogs } from "../logs/follow-logs";
import { restartable, stoppable } from "../model/actions";
import { type ClusterInStack } from "../model/facts";
import { type Model } from "../model/model";
import { type EndpointTraffic, type Resource, resourceId, type ResourceKind, resourceKinds } from "../model/resource";
import { inTime } from "../model/sources/limits";
import { usagesOf } from "../model/sources/usages";
import { past, steer } from "../model/steer";
import { type Delta } from "../model/store";
import { redacted } from "../redaction/redacted";
import { readUpdateNotes } from "../stack/update-notes";
import { UsageError } from "../usage-error";
import { userFolder } from "../../shared/user-folder";
import { readDetails } from "./details";
import { type EventStream } from "./event-stream";
import { LineSender } from "./line-sender";
import {
    type Action,
    type ActionResult,
    type DeltaEvent,
    type Details,
    type Problem,
    type Snapshot,
    type StackNote,
    type UsageEvent,
} from "./protocol";
import { LastingUpdates, stackNote } from "./stack-note";

const noteEveryMs = 1_000;
/** How often kubelets are asked, which measure about every ten seconds. */
const usageEveryMs = 5_000;
/** How often the traffic of endpoints is read. Not more often, since it takes a command in each relay's container. */
const trafficEveryMs = 10_000;
const updateLastsMs = 5_000;

/** The actions that a user can take on resources of each kind. */
export const actions: Snapshot["actions"] = Object.fromEntries(
    resourceKinds.flatMap((kind): [ResourceKind, Action[]][] => {
        const own: Action[] = [
            ...(restartable.includes(kind) ? ["restart" as const] : []),
            ...(stoppable.includes(kind) ? ["stop" as const, "start" as const] : []),
        ];
        return own.length > 0 ? [[kind, own]] : [];
    }),
);

/** The stack that the dashboard was started for, if any. */
export interface StackSource {
    /** The clusters of the stack by their paths. */
    clusters: Promise<Map<string, ClusterInStack>>;
    /** Why the stack could not be read. */
    problem?: string;
    /** Reads the stack again after an update. */
    refresh(): Promise<void>;
    /** Reports whether to show the updates of a stack, `project/stack`. */
    isWanted(stack: string): boolean;
}

export interface DashboardOptions {
    model: Model;
    /** Resolves when the model has its first resources. */
    first: Promise<void>;
    stack: StackSource;
    /** The advice that the page shows if there are no resources. */
    whatToDo: string;
}

/** The data and the actions of the dashboard's pages. Measures nothing while no page is open. */
export class DashboardData {
    private readonly pages = new Set<EventStream>();
    private readonly traffic = new Map<string, EndpointTraffic>();
    private readonly updates = new LastingUpdates(updateLastsMs);
    private note: StackNote = { problems: [] };
    private isPictured = false;

    constructor(
        private readonly options: DashboardOptions,
        private readonly signal: AbortSignal,
    ) {
        void options.first.then(() => (this.isPictured = true)).then(() => this.lookAtStack());
        this.options.model.store.follow((delta) => this.tell(delta), signal);
        void this.every(noteEveryMs, () => this.lookAtStack());
        void this.every(usageEveryMs, () => this.measure());
        void this.every(trafficEveryMs, () => this.readTraffic());
    }

    has(id: string): boolean {
        return this.options.model.store.get(id) !== undefined;
    }

    /** Sends a snapshot to a page, and then each change, until the page closes. */
    async follow(stream: EventStream): Promise<void> {
        await this.lookAtStack();
        this.sendSnapshot(stream);
        this.pages.add(stream);
        void this.measure();
        void this.readTraffic();
        await untilAborted(stream.signal);
        this.pages.delete(stream);
    }

    async followLogs(id: string, range: { tail: number; since?: string }, stream: EventStream): Promise<void> {
        const { store } = this.options.model;
        const reader = new LineSender(stream, range.tail);
        store.follow(({ deletes }) => {
            if (!deletes.some((its) => its.id === id)) return;
            stream.send("end", {});
            stream.end();
        }, stream.signal);
        await followLogs(this.options.model, [id], { reader, ...range }, stream.signal);
    }

    async details(id: string): Promise<Details | undefined> {
        const { model, stack } = this.options;
        const resource = model.store.get(id);
        if (!resource) return undefined;
        const inStack = stack.clusters.then((found) => found.get(resource.cluster)).catch(() => undefined);
        return readDetails(this.withTraffic(resource), model.store.all(), inStack);
    }

    async act(id: string, action: Action): Promise<{ status: number; answer: ActionResult | Problem }> {
        const { store } = this.options.model;
        const resource = store.get(id);
        if (!resource) return { status: 404, answer: { problem: `${id} is gone` } };
        if (actions[resource.kind]?.includes(action) !== true) {
            return { status: 400, answer: { problem: `${resource.kind} ${resource.name} cannot be ${past[action]}` } };
        }
        try {
            return { status: 200, answer: { done: await steer(action, resource, store.all()) } };
        } catch (error) {
            const status = error instanceof UsageError ? 400 : 500;
            return { status, answer: { problem: redacted((error as Error).message) } };
        }
    }

    private sendSnapshot(stream: EventStream): void {
        const resources = this.options.model.store.all().map((its) => this.withTraffic(its));
        stream.send("snapshot", { resources, stack: this.note, actions } satisfies Snapshot);
    }

    private tell({ upserts, deletes }: Delta): void {
        for (const { id } of deletes) this.traffic.delete(id);
        this.sendAll("delta", {
            upserts: upserts.map((its) => this.withTraffic(its)),
            deletes: deletes.map(({ id }) => id),
        } satisfies DeltaEvent);
    }

    /** Sends an event to all pages. A page that is behind gets a snapshot in its place when it has caught up. */
    private sendAll(event: string, data: object): void {
        for (const page of this.pages) {
            if (!page.isBehind) {
                page.send(event, data);
                continue;
            }
            this.pages.delete(page);
            void page.caughtUp().then(() => {
                if (page.signal.aborted) return;
                this.sendSnapshot(page);
                this.pages.add(page);
            });
        }
    }

    private async lookAtStack(): Promise<void> {
        const { model, stack, whatToDo } = this.options;
        const found = (await readUpdateNotes()).filter((update) => stack.isWanted(update.stack));
        const updates = this.updates.take(found, Date.now());
        const problems = { docker: model.dockerProblem, stack: stack.problem };
        const note = stackNote(model.store.isEmpty, problems, updates, this.isPictured ? whatToDo : undefined);
        // The update that has ended may have created manifests and releases.
        if (this.note.updating && !note.updating) void stack.refresh().catch(() => undefined);
        if (isDeepStrictEqual(note, this.note)) return;
        this.note = note;
        this.sendAll("stack", note);
    }

    /** Sends the usages of each node as soon as it answers, so that a node that hangs does not delay the others. */
    private async measure(): Promise<void> {
        const nodes = this.options.model.store.all().filter(({ kind, state }) => kind === "node" && state === "ready");
        await Promise.all(
            nodes.map(async (node) => {
                const usages = await inTime(node.name, (signal) => usagesOf(node, signal)).catch(() => []);
                const time = new Date().toISOString();
                if (usages.length > 0) this.sendAll("usage", { usages, time } satisfies UsageEvent);
            }),
        );
    }

    private async readTraffic(): Promise<void> {
        const { store } = this.options.model;
        const endpoints = store.all().filter(({ kind }) => kind === "endpoint");
        const relays = endpoints.flatMap(({ id, container, state }) =>
            container !== undefined && state === "listening" ? [{ id, container }] : [],
        );
        await Promise.all([
            ...relays.map(async ({ id, container }) => {
                const ask = async () => relayTraffic(await connectDocker(), container);
                this.takeTraffic(id, await inTime("Docker", ask).catch(() => undefined));
            }),
            (async () => {
                if (relays.length === endpoints.length) return;
                const rows = await new ForwardedEndpoints(userFolder()).list().catch(() => []);
                for (const { row } of rows) {
                    const { connections, accepted, bytes } = row;
                    this.takeTraffic(resourceId(row.cluster, "endpoint", row.name), { connections, accepted, bytes });
                }
            })(),
        ]);
    }

    private takeTraffic(id: string, traffic: EndpointTraffic | undefined): void {
        const resource = this.options.model.store.get(id);
        if (!resource || !traffic || isDeepStrictEqual(traffic, this.traffic.get(id))) return;
        this.traffic.set(id, traffic);
        this.sendAll("delta", { upserts: [this.withTraffic(resource)], deletes: [] } satisfies DeltaEvent);
    }

    private withTraffic(resource: Resource): Resource {
        const traffic = this.traffic.get(resource.id);
        return traffic ? { ...resource, traffic } : resource;
    }

    /** Does some work regularly while a page is open. Waits for the end of one run before the next. */
    private async every(ms: number, work: () => Promise<void>): Promise<void> {
        for (;;) {
            try {
                await pause(ms, this.signal);
            } catch {
                return;
            }
            if (this.pages.size > 0) await work().catch(() => undefined);
        }
    }
}
