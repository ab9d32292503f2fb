import {
    Metadata,
    type sendUnaryData,
    type ServerDuplexStream,
    type ServerReadableStream,
    type ServerUnaryCall,
    type ServerWritableStream,
    status,
} from "@grpc/grpc-js";
import { once } from "node:events";
import { readEachLog } from "../../logs/read-logs";
import { mergeLogs } from "../../logs/log-line";
import { logSources } from "../../logs/log-sources";
import { followLogs } from "../../logs/follow-logs";
import { type Model } from "../../model/model";
import { kindOf, nameOf } from "../../model/naming";
import { type Resource, resourceKinds } from "../../model/resource";
import { type Action, past, steer, steerable } from "../../model/steer";
import { redacted } from "../../redaction/redacted";
import {
    type CommandRequest,
    type CommandResponse,
    type LogsRequest,
    type LogsUpdate,
    type ResourceChange,
    type ResourcesUpdate,
    responseKind,
} from "./protocol";
import { messageName, resourceMessage } from "./resource-message";

/** The most resources in a message: with more, it could exceed a client's limit of 4 MiB. */
const resourcesInMessage = 200;
const linesInMessage = 200;
/** How many existing lines of each log the dashboard gets. */
const tail = 1_000;

export interface ServiceOptions {
    model: Model;
    /** Resolves when the model has its first resources. */
    first: Promise<void>;
    /** The name of the application in the dashboard. */
    name: string;
    startedAt: Date;
}

/** The methods of `aspire.v1.DashboardService` over the model. Their streams end when the signal aborts. */
export function serviceOver({ model, first, name, startedAt }: ServiceOptions, signal: AbortSignal) {
    const message = (resource: Resource) => resourceMessage(resource, startedAt);
    const find = (wanted: string) => model.store.all().find(({ id }) => messageName(id) === wanted);

    return {
        getApplicationInformation(_: unknown, answer: sendUnaryData<{ applicationName: string }>): void {
            answer(null, { applicationName: name });
        },

        async watchResources(call: ServerWritableStream<unknown, ResourcesUpdate>): Promise<void> {
            const gone = goneSignal(call, signal);
            await first;
            const waiting = new Map<string, ResourceChange>();
            let isBehind = false;
            const send = (update: ResourcesUpdate) => {
                if (call.write(update) || isBehind) return;
                isBehind = true;
                call.once("drain", () => {
                    isBehind = false;
                    flush();
                });
            };
            /** Sends the last change of each resource, unless the client is behind. */
            const flush = () => {
                if (isBehind || waiting.size === 0) return;
                const changes = [...waiting.values()];
                waiting.clear();
                for (const value of chunks(changes, resourcesInMessage)) send({ changes: { value } });
            };
            const [initial = [], ...others] = chunks(model.store.all().map(message), resourcesInMessage);
            const resourceTypes = resourceKinds.map((kind) => ({ uniqueName: kind, displayName: kind }));
            send({ initialData: { resources: initial, resourceTypes } });
            for (const some of others) send({ changes: { value: some.map((upsert) => ({ upsert })) } });
            model.store.follow(({ upserts, deletes }) => {
                for (const resource of upserts) waiting.set(resource.id, { upsert: message(resource) });
                for (const resource of deletes) {
                    const { name: resourceName, resourceType } = message(resource);
                    waiting.set(resource.id, { delete: { resourceName, resourceType } });
                }
                flush();
            }, gone);
        },

        async watchResourceConsoleLogs(call: ServerWritableStream<LogsRequest, LogsUpdate>): Promise<void> {
            const { resourceName, suppressFollow } = call.request;
            const gone = goneSignal(call, signal);
            const resource = find(resourceName);
            if (!resource) {
                call.emit("error", { code: status.NOT_FOUND, details: `there is no resource ${resourceName}` });
                return;
            }
            const writer = new LineWriter(call, gone);
            if (suppressFollow) {
                const read = await readEachLog(logSources(resource, model.store.all()), { tail }, gone);
                const lines = mergeLogs(
                    read.map((log) => log.lines.map((line) => ({ ...line, label: log.source.label }))),
                );
                for (const { label, text } of lines) await writer.write(read.length > 1 ? label : "", text);
            } else {
                const isOne = resource.container !== undefined || resource.kind === "endpoint";
                const reader = {
                    write: (label: string, text: string) => writer.write(isOne ? "" : label, text),
                    tell: (problem: string) => void writer.write("pulumi-k3s", problem),
                };
                await followLogs(model, [resource.id], { reader, tail }, gone);
            }
            writer.flush();
            call.end();
        },

        async executeResourceCommand(
            call: ServerUnaryCall<CommandRequest, CommandResponse>,
            answer: sendUnaryData<CommandResponse>,
        ): Promise<void> {
            const { commandName, resourceName } = call.request;
            const failed = (why: string) =>
                answer(null, { kind: responseKind.failed, message: redacted(why), errorMessage: redacted(why) });
            const resource = find(resourceName);
            if (!resource) {
                failed(`there is no resource ${resourceName}`);
                return;
            }
            if (!isAction(commandName) || !steerable[commandName].includes(resource.kind)) {
                failed(`${kindOf(resource)} ${nameOf(resource)} has no command ${commandName}`);
                return;
            }
            try {
                const done = await steer(commandName, resource, model.store.all());
                answer(null, { kind: responseKind.succeeded, message: `${past[commandName]} ${done.join(", ")}` });
            } catch (error) {
                failed((error as Error).message);
            }
        },

        /** Keeps the stream open without a message, since no interaction exists. Clients wait for the headers. */
        watchInteractions(call: ServerDuplexStream<unknown, unknown>): void {
            call.sendMetadata(new Metadata());
            call.resume();
            call.once("end", () => call.end());
            goneSignal(call, signal);
        },

        uploadFile(_: ServerReadableStream<unknown, unknown>, answer: sendUnaryData<unknown>): void {
            answer({ code: status.UNIMPLEMENTED, details: "no interaction takes files" });
        },
    };
}

function isAction(name: string): name is Action {
    return Object.keys(steerable).includes(name);
}

interface Ending {
    once(event: "cancelled" | "close", listener: () => void): unknown;
    end(): unknown;
}

/** Ends the call when `signal` aborts. Returns a signal that aborts then, and when the client disconnects. */
function goneSignal(call: Ending, signal: AbortSignal): AbortSignal {
    const gone = new AbortController();
    const abort = () => gone.abort();
    call.once("cancelled", abort);
    call.once("close", abort);
    const either = AbortSignal.any([gone.signal, signal]);
    signal.addEventListener("abort", () => call.end(), { once: true });
    return either;
}

/** Sends log lines, several in one message. Makes the writer wait while the client is behind. */
class LineWriter {
    private lines: LogsUpdate["logLines"] = [];
    private lineNumber = 0;
    private isPlanned = false;

    constructor(
        private readonly call: ServerWritableStream<LogsRequest, LogsUpdate>,
        private readonly signal: AbortSignal,
    ) {}

    async write(label: string, text: string): Promise<void> {
        if (this.signal.aborted) return;
        this.lineNumber += 1;
        this.lines.push({ text: label === "" ? text : `[${label}] ${text}`, lineNumber: this.lineNumber });
        if (!this.isPlanned) {
            this.isPlanned = true;
            setImmediate(() => this.flush());
        }
        if (this.lines.length < linesInMessage) return;
        this.flush();
        if (this.call.writableNeedDrain) await once(this.call, "drain", { signal: this.signal }).catch(() => undefined);
    }

    flush(): void {
        this.isPlanned = false;
        if (this.lines.length === 0 || this.signal.aborted) return;
        this.call.write({ logLines: this.lines });
        this.lines = [];
    }
}

function chunks<Item>(items: Item[], size: number): Item[][] {
    return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
        items.slice(index * size, (index + 1) * size),
    );
}
