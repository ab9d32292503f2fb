import { type ServerResponse } from "node:http";

/** Proxies and browsers close what is silent for long. */
const heartbeatMs = 15_000;
/** What may wait to be taken: who does not take that much is asked to catch up later. */
const mostWaiting = 1 << 20;

/** Server-sent events to one browser, until it leaves or the signal aborts. What it does not take fills no memory. */
export class EventStream {
    /** Aborts when nobody listens any more. */
    readonly signal: AbortSignal;
    private readonly over = new AbortController();
    private readonly timer: NodeJS.Timeout;

    constructor(
        private readonly response: ServerResponse,
        signal: AbortSignal,
    ) {
        this.signal = AbortSignal.any([signal, this.over.signal]);
        response.setHeader("Content-Type", "text/event-stream; charset=utf-8");
        response.flushHeaders();
        this.timer = setInterval(() => {
            if (!this.isBehind) response.write(":\n\n");
        }, heartbeatMs);
        response.once("close", () => this.over.abort());
        response.on("error", () => this.over.abort());
        this.signal.addEventListener("abort", () => this.end(), { once: true });
        if (this.signal.aborted) this.end();
    }

    /** Whether so much waits to be taken that nothing more is to be sent. */
    get isBehind(): boolean {
        return this.response.writableLength > mostWaiting;
    }

    /** Once what waits has been taken, or nobody listens any more. */
    async caughtUp(): Promise<void> {
        if (!this.isBehind || this.signal.aborted) return;
        const { promise, resolve } = Promise.withResolvers<undefined>();
        const done = () => resolve(undefined);
        this.response.once("drain", done);
        this.signal.addEventListener("abort", done, { once: true });
        await promise;
        this.response.removeListener("drain", done);
        this.signal.removeEventListener("abort", done);
    }

    /** JSON has no line ends in it, so it is one line of an event. */
    send(event: string, data: object): void {
        if (!this.signal.aborted) this.response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    }

    end(): void {
        clearInterval(this.timer);
        this.response.end();
    }
}
