import { Duplex } from "node:stream";
import { Receiver, Sender } from "ws";
import { binaryMessage } from "./binary-message";

/** How many bytes may wait to be sent before the sender is held back. */
const bufferBytes = 1 << 20;
const longestMessage = 1 << 24;

/** A WebSocket (RFC 6455) whose binary messages form one stream of bytes. The handshake is complete. */
export class WebSocketDuplex extends Duplex {
    private readonly sender: Sender;
    private readonly receiver = new Receiver({ isServer: false, maxPayload: longestMessage });

    constructor(
        private readonly socket: Duplex,
        head: Buffer,
    ) {
        super({ readableHighWaterMark: bufferBytes, writableHighWaterMark: bufferBytes });
        this.sender = new Sender(socket);
        this.receiver.on("message", (message: Buffer) => {
            if (!this.push(message)) socket.pause();
        });
        this.receiver.on("ping", (data: Buffer) => {
            // A peer that pings without reading the answers gets none, so that they do not pile up.
            if (!socket.writableNeedDrain) this.sender.pong(data, true);
        });
        this.receiver.on("conclude", () => this.destroy());
        this.receiver.on("error", (error: Error) => this.destroy(error));
        this.receiver.on("drain", () => socket.resume());
        socket.on("data", (chunk: Buffer) => {
            if (!this.receiver.write(chunk)) socket.pause();
        });
        socket.once("error", (error) => this.destroy(error));
        socket.once("close", () => this.destroy());
        if (head.length > 0) this.receiver.write(head);
    }

    override _read(): void {
        this.socket.resume();
    }

    override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
        this.socket.write(binaryMessage([chunk]), done);
    }

    /** Sends all waiting chunks in one message, because message boundaries have no meaning here. */
    override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
        this.socket.write(binaryMessage(chunks.map(({ chunk }) => chunk)), done);
    }

    override _destroy(error: Error | null, done: (error: Error | null) => void): void {
        this.socket.destroy();
        done(error);
    }
}
