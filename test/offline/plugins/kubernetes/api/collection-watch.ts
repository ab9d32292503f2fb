// Stands for: client-go's informers.
import { at, type JsonObject, listAt, textAt } from "../json";
import type { ClusterApi } from "./cluster-api";

/** A list may be as new as an event that it does not show yet (seen with kine), so each watch ends soon, and a list follows. */
const watchSeconds = 15;

/** One kind's objects in one namespace, kept current by list and watch. */
export class CollectionWatch {
    readonly objects = new Map<string, JsonObject>();
    changedAt = Date.now();

    constructor(
        private readonly api: ClusterApi,
        private readonly path: string,
        private readonly fieldSelector: string,
        private readonly onChange: () => void,
    ) {}

    async list(): Promise<string> {
        const answer = await this.api.send("GET", this.path, { query: this.query() });
        this.objects.clear();
        for (const item of listAt(answer, "items")) {
            this.objects.set(textAt(item, "metadata", "uid"), item);
        }
        this.changed();
        return textAt(answer, "metadata", "resourceVersion");
    }

    /** Follows the collection until the signal ends it; a watch that the server ends starts again from a new list. */
    async follow(resourceVersion: string, signal: AbortSignal): Promise<void> {
        let version = resourceVersion;
        while (!signal.aborted) {
            for await (const event of this.api.watch(
                this.path,
                { ...this.query(), resourceVersion: version, timeoutSeconds: String(watchSeconds) },
                signal,
            )) {
                if (event.type === "ERROR") {
                    break;
                }
                this.apply(event);
            }
            version = await this.list();
        }
    }

    private apply(event: JsonObject): void {
        const object = at(event, "object") as JsonObject;
        const uid = textAt(object, "metadata", "uid");
        if (event.type === "DELETED") {
            this.objects.delete(uid);
        } else {
            this.objects.set(uid, object);
        }
        this.changed();
    }

    private changed(): void {
        this.changedAt = Date.now();
        this.onChange();
    }

    private query(): Record<string, string> {
        return this.fieldSelector ? { fieldSelector: this.fieldSelector } : {};
    }
}
