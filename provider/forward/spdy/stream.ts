import { Duplex } from "node:stream";
import { data } from "./frames";
import { type SharedTransport } from "./shared-transport";

/** How many unread bytes a stream buffers. */
const bufferBytes = 1 << 18;

/** One stream of a connection. Each direction ends by itself. */
export class SpdyStream extends Duplex {
    private isAtEnd = false;
    private isEmpty = true;
    private verdict = Promise.resolve();

    constructor(
        private readonly streamId: number,
        private readonly connection: SharedTransport,
    ) {
        super({ allowHalfOpen: true, readableHighWaterMark: bufferBytes });
    }

    /** Called by the connection when the peer has accepted the stream: emits `reply`. */
    accept(): void {
        this.emit("reply");
    }

    /** Called by the connection with received bytes. */
    receive(payload: Buffer, isLast: boolean): void {
        if (this.destroyed || this.isAtEnd) return;
        if (payload.length > 0) {
            this.isEmpty = false;
            if (!this.push(payload)) this.connection.setUnread(this.streamId, true);
        }
        if (!isLast) return;
        this.isAtEnd = true;
        if (this.isEmpty) void this.verdict.then(() => this.push(null));
        else this.push(null);
    }

    /**
     * Makes an end without any bytes before it wait for the verdict: it may be due to a failure whose reason arrives
     * later.
     */
    awaitVerdict(verdict: Promise<void>): void {
        this.verdict = verdict;
    }

    /** Called by the connection when the peer resets the stream. */
    reset(status: number): void {
        if (this.isAtEnd) this.finish();
        else this.destroy(new Error(`the stream was reset (status ${status})`));
    }

    /** Closes the stream after the received bytes have been read. Written bytes do not arrive any more. */
    finish(): void {
        if (this.readableEnded) this.destroy();
        else this.once("end", () => this.destroy());
    }

    override _read(): void {
        this.connection.setUnread(this.streamId, false);
    }

    override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
        this.connection.send(data(this.streamId, chunk, false), done);
    }

    override _final(done: () => void): void {
        this.connection.send(data(this.streamId, Buffer.alloc(0), true), done);
    }

    override _destroy(error: Error | null, done: (error: Error | null) => void): void {
        const isReset = !this.isAtEnd || !this.writableFinished;
        this.connection.forget(this.streamId, { isReset });
        done(error);
    }
}
