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
/** A kubelet measures no more often than every ten seconds or so. */
const usageEveryMs = 5_000;
/** A relay is asked by a command in its container. */
const trafficEveryMs = 10_000;
const updateLastsMs = 5_000;

/** What can be done to resources of each kind. */
export const actions: Snapshot["actions"] = Object.fromEntries(
    resourceKinds.flatMap((kind): [ResourceKind, Action[]][] => {
        const own: Action[] = [
            ...(restartable.includes(kind) ? ["restart" as const] : []),
            ...(stoppable.includes(kind) ? ["stop" as const, "start" as const] : []),
        ];
        return own.length > 0 ? [[kind, own]] : [];
    }),
);

/** What a dashboard has of the stack that it was started for, if it was. */
export interface StackSource {
    /** What the stack says of its clusters, by their paths. */
    clusters: Promise<Map<string, ClusterInStack>>;
    /** Why it could not be read. */
    problem?: string;
    /** Reads it again, after an update. */
    refresh(): Promise<void>;
    /** Whether updates of a stack are told of. */
    isWanted(stack: string): boolean;
}

export interface DashboardOptions {
    model: Model;
    /** When there is a first picture. */
    first: Promise<void>;
    stack: StackSource;
    /** What to do where there is nothing. */
    whatToDo: string;
}

/** What pages are told, and what they may do. While nobody has one open, nothing is measured. */
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

    /** The picture, and what changes in it, until nobody listens. */
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

    /** One that is behind is sent the whole picture when it has caught up, in place of each change meanwhile. */
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
        // An update may have made manifests, and releases.
        if (this.note.updating && !note.updating) void stack.refresh().catch(() => undefined);
        if (isDeepStrictEqual(note, this.note)) return;
        this.note = note;
        this.sendAll("stack", note);
    }

    /** Each node as it answers: one that hangs holds up no other. */
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

    /** While somebody looks, and never twice at a time. */
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
