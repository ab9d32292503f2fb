import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** The address of an endpoint. */
export interface Address {
    host: string;
    port: number;
}

const silenceMs = 10_000;

/** A client's connection, which is read as text, lines or bytes. Every wait has a time limit. */
export class Connection {
    readonly socket: Socket;
    private chunks: Buffer[] = [];
    private end: "open" | "ended" | Error = "open";
    private silences = 0;

    constructor({ host, port }: Address) {
        this.socket = connect({ host, port, allowHalfOpen: true });
        this.socket.setNoDelay(true).setMaxListeners(0);
        this.socket.on("data", (chunk: Buffer) => {
            this.chunks.push(chunk);
            this.heard();
        });
        this.socket.once("end", () => (this.end = "ended"));
        this.socket.once("error", (error) => (this.end = error));
        this.socket.setTimeout(silenceMs).on("timeout", () => this.silent());
    }

    send(bytes: string | Buffer): this {
        this.socket.write(bytes);
        return this;
    }

    async line(): Promise<string> {
        for (;;) {
            const known = Buffer.concat(this.chunks);
            const length = known.indexOf("\n") + 1;
            if (length > 0) {
                this.chunks = [known.subarray(length)];
                return known.toString("utf8", 0, length - 1);
            }
            await this.more();
        }
    }

    async bytes(count: number): Promise<Buffer> {
        while (this.chunks.reduce((sum, { length }) => sum + length, 0) < count) await this.more();
        const known = Buffer.concat(this.chunks);
        this.chunks = [known.subarray(count)];
        return known.subarray(0, count);
    }

    /**
     * Returns everything that is received until the other side ends its direction. Rejects if the connection breaks
     * instead.
     */
    async rest(): Promise<string> {
        while (this.end === "open") await this.change();
        if (this.end !== "ended") throw this.end;
        return Buffer.concat(this.chunks).toString();
    }

    /** Resets the time limit, for a caller that reads the socket itself. */
    heard(): void {
        this.silences = 0;
    }

    close(): void {
        this.socket.destroy();
    }

    /**
     * Ends the connection at the second timeout. If this process itself was suspended, the first timer fires before the
     * data that has arrived meanwhile is read.
     */
    private silent(): void {
        this.silences += 1;
        if (this.silences > 1) this.socket.destroy(new Error(`nothing for ${(2 * silenceMs) / 1_000} s`));
        else this.socket.setTimeout(silenceMs);
    }

    private async more(): Promise<void> {
        if (this.end === "ended") throw new Error("the connection ended");
        if (this.end !== "open") throw this.end;
        await this.change();
    }

    private async change(): Promise<void> {
        const stop = new AbortController();
        const events = ["data", "end", "close"].map((event) => once(this.socket, event, { signal: stop.signal }));
        await Promise.race(events.map((event) => event.catch(() => undefined)));
        stop.abort();
    }
}

/** Sends a question and returns the answer, on a connection of its own. */
export async function ask(address: Address, question: string): Promise<string> {
    const connection = new Connection(address);
    try {
        return await connection.send(question).line();
    } finally {
        connection.close();
    }
}
