import { type Resource, type ResourceKind } from "../../../model/resource";
import { type Usage } from "../../../model/usage";
import { type Action, type DeltaEvent, type Snapshot, type StackNote, type UsageEvent } from "../../protocol";
import { History, rateOf } from "../view/history";
import { type Load, loadsOf } from "../view/usage";

/** The state of the connection. `lost`: the page connects again. `refused`: the server refuses this page. */
export type Connection = "connecting" | "live" | "lost" | "refused";

/** The state of the page as received from the server. */
export class Board {
    resources: ReadonlyMap<string, Resource> = new Map();
    actions: Partial<Record<ResourceKind, Action[]>> = {};
    stack: StackNote = { problems: [] };
    loads: ReadonlyMap<string, Load> = new Map();
    readonly history = new History();
    connection: Connection = "connecting";
    /** When the server last sent an event. */
    heard: Date | undefined;
    private readonly usages = new Map<string, Usage>();
    private readonly carried = new Map<string, { bytes: number; time: number }>();
    private readonly listeners = new Set<() => void>();

    follow(listener: () => void): () => void {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
    }

    take({ resources, actions, stack }: Snapshot): void {
        this.resources = new Map(resources.map((resource) => [resource.id, resource]));
        Object.assign(this, { actions, stack });
        this.forget();
        this.changed();
    }

    change({ upserts, deletes }: DeltaEvent): void {
        const resources = new Map(this.resources);
        for (const id of deletes) resources.delete(id);
        for (const resource of upserts) resources.set(resource.id, resource);
        this.resources = resources;
        if (deletes.length > 0) this.forget();
        this.changed();
    }

    /** Takes the usages of one node and its pods. What other nodes use stays as they told it last. */
    measure({ usages, time }: UsageEvent): void {
        for (const usage of usages) this.usages.set(usage.id, usage);
        this.loads = loadsOf([...this.usages.values()], this.resources);
        for (const id of loadsOf(usages, this.resources).keys()) {
            const { cpuMillicores, memoryBytes } = this.loads.get(id) ?? {};
            if (cpuMillicores !== undefined) this.history.record(id, "cpu", cpuMillicores);
            if (memoryBytes !== undefined) this.history.record(id, "memory", memoryBytes);
        }
        const now = Date.parse(time);
        for (const { id, traffic } of this.resources.values()) {
            if (traffic?.bytes === undefined) continue;
            const before = this.carried.get(id);
            if (before)
                this.history.record(id, "traffic", rateOf(before.bytes, traffic.bytes, (now - before.time) / 1000));
            this.carried.set(id, { bytes: traffic.bytes, time: now });
        }
        this.changed();
    }

    note(stack: StackNote): void {
        this.stack = stack;
        this.changed();
    }

    connected(connection: Connection): void {
        if (this.connection === connection) return;
        this.connection = connection;
        for (const listener of this.listeners) listener();
    }

    private changed(): void {
        this.heard = new Date();
        this.connection = "live";
        for (const listener of this.listeners) listener();
    }

    private forget(): void {
        const ids = new Set(this.resources.keys());
        this.history.keep(ids);
        for (const known of [this.carried, this.usages])
            for (const id of known.keys()) if (!ids.has(id)) known.delete(id);
    }
}
