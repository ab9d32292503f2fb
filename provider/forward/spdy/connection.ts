import { type Duplex } from "node:stream";
import { type Frame, FrameReader, ping, ProtocolError, rstStream, synStream } from "./frames";
import { HeaderBlockWriter } from "./header-block";
import { type SharedTransport } from "./shared-transport";
import { SpdyStream } from "./stream";

/** A frame of this size or larger is written at once; smaller ones are collected. */
const smallBytes = 4_096;

/**
 * The client's side of a SPDY/3.1 connection: many streams over one transport. Kubernetes ignores SPDY's flow-control
 * windows, so only the transport holds back a sender: a stream that is not read stops all of them once its buffer is
 * full.
 */
export class SpdyConnection implements SharedTransport {
    private readonly streams = new Map<number, SpdyStream>();
    private readonly headerBlocks = new HeaderBlockWriter();
    private readonly reader = new FrameReader();
    private readonly waiting: (() => void)[] = [];
    private readonly unread = new Set<number>();
    private nextStream = 1;
    private readonly listeners: (() => void)[] = [];
    private isAnswerDue = false;
    private readonly watchdog: NodeJS.Timeout;
    /** Why no new streams can be opened. */
    private ended: Error | undefined;

    /** @param silenceMs after how long without an answer the peer counts as gone */
    constructor(
        private readonly transport: Duplex,
        silenceMs = 30_000,
    ) {
        transport.on("data", (chunk: Buffer) => {
            this.receive(chunk);
        });
        transport.on("drain", () => {
            for (const resume of this.waiting.splice(0)) resume();
        });
        transport.once("error", (error) => {
            this.fail(error);
        });
        transport.once("close", () => {
            this.fail(new Error("the API server closed the connection"));
        });
        this.watchdog = setInterval(() => {
            this.checkAnswer(silenceMs);
        }, silenceMs);
        this.watchdog.unref();
    }

    get isOpen(): boolean {
        return this.ended === undefined;
    }

    /** Whether a stream that nobody reads holds back the others. */
    get isHeldBack(): boolean {
        return this.unread.size > 0;
    }

    /** Calls back once, when the connection has ended or takes no more streams. */
    onEnd(listener: () => void): void {
        if (this.ended) listener();
        else this.listeners.push(listener);
    }

    /** @param isLast whether nothing will be sent on the stream */
    open(headers: Record<string, string>, { isLast = false } = {}): SpdyStream {
        if (this.ended) throw this.ended;
        const id = this.nextStream;
        this.nextStream += 2;
        const stream = new SpdyStream(id, this);
        this.streams.set(id, stream);
        this.write(synStream(id, this.headerBlocks.write(headers), isLast));
        if (isLast) stream.end();
        return stream;
    }

    /** Refuses new streams; open ones continue. */
    retire(): void {
        this.end(new Error("the connection takes no more streams"));
    }

    close(): void {
        this.fail(new Error("the connection was closed"));
    }

    send(frame: Buffer[], sent: () => void): void {
        const taken = frame.map((part) => this.write(part));
        if (taken.at(-1)) sent();
        else this.waiting.push(sent);
    }

    setUnread(id: number, isUnread: boolean): void {
        if (isUnread) this.unread.add(id);
        else this.unread.delete(id);
        if (this.unread.size > 0) {
            this.isAnswerDue = false;
            this.transport.pause();
        } else this.transport.resume();
    }

    forget(id: number, { isReset }: { isReset: boolean }): void {
        if (!this.streams.delete(id)) return;
        if (this.unread.has(id)) this.setUnread(id, false);
        if (isReset && this.isOpen) this.write(rstStream(id));
    }

    /**
     * Writes a frame. Small frames of one turn of the event loop are sent together, because each write costs a TLS
     * record, a system call and work on the other side.
     */
    private write(frame: Buffer): boolean {
        const { transport } = this;
        const isSmall = frame.length < smallBytes;
        if (isSmall && transport.writableCorked === 0) {
            transport.cork();
            setImmediate(() => transport.uncork());
        }
        const isTaken = transport.write(frame);
        if (!isSmall) transport.uncork();
        return isTaken;
    }

    private checkAnswer(silenceMs: number): void {
        if (this.isAnswerDue) {
            this.fail(new Error(`no answer for ${silenceMs / 1_000} s`));
        } else if (!this.isHeldBack) {
            // While nothing is read, no answer would be seen.
            this.write(ping(1));
            this.isAnswerDue = true;
        }
    }

    private receive(chunk: Buffer): void {
        this.isAnswerDue = false;
        try {
            for (const frame of this.reader.read(chunk)) this.handle(frame);
        } catch (error) {
            if (!(error instanceof ProtocolError)) throw error;
            this.fail(new Error(`the API server sent ${error.message}`));
        }
    }

    private handle(frame: Frame): void {
        switch (frame.type) {
            case "data":
                this.streams.get(frame.stream)?.receive(frame.payload, frame.isLast);
                break;
            case "reply":
                this.streams.get(frame.stream)?.accept();
                if (frame.isLast) this.streams.get(frame.stream)?.receive(Buffer.alloc(0), true);
                break;
            case "reset":
                this.streams.get(frame.stream)?.reset(frame.status);
                break;
            case "ping":
                // Odd ids are answers to our own pings. A peer that pings without reading the answers gets none, so
                // that they do not pile up.
                if (frame.id % 2 === 0 && !this.transport.writableNeedDrain) this.write(ping(frame.id));
                break;
            case "go-away":
                this.end(new Error("the API server takes no more streams"));
        }
    }

    private fail(error: Error): void {
        clearInterval(this.watchdog);
        this.end(error);
        this.transport.destroy();
        for (const stream of this.streams.values()) stream.destroy(error);
        for (const resume of this.waiting.splice(0)) resume();
    }

    private end(error: Error): void {
        this.ended ??= error;
        for (const listener of this.listeners.splice(0)) listener();
    }
}
