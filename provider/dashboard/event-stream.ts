import { type ServerResponse } from "node:http";

/** How often a comment is sent, since proxies and browsers close connections that are silent for long. */
const heartbeatMs = 15_000;
/** The most bytes that may wait for the browser. With more, the stream is behind. */
const mostWaiting = 1 << 20;

/**
 * Sends server-sent events to one browser until it disconnects or the signal aborts. Callers check `isBehind`, so that
 * a slow browser does not fill the memory.
 */
export class EventStream {
    /** Aborts when the browser has disconnected or the server ends. */
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

    /** Whether too many bytes wait for the browser, so that callers should send nothing more. */
    get isBehind(): boolean {
        return this.response.writableLength > mostWaiting;
    }

    /** Resolves when the browser has received what waits, or has disconnected. */
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

    /** Sends an event. Its JSON contains no line ends, so it is a single `data` line. */
    send(event: string, data: object): void {
        if (!this.signal.aborted) this.response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    }

    end(): void {
        clearInterval(this.timer);
        this.response.end();
    }
}
