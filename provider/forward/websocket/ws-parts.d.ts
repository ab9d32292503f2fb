import { type Duplex, Writable } from "node:stream";

/**
 * The parts of ws that its types omit. Its client cannot be used: it refuses the name of Kubernetes' subprotocol,
 * because a slash is not allowed in it (RFC 6455, section 4.1).
 */
declare module "ws" {
    class Receiver extends Writable {
        constructor(options: { isServer: boolean; maxPayload: number });
    }

    class Sender {
        constructor(socket: Duplex);
        send(
            data: Buffer,
            options: { binary: boolean; compress: boolean; fin: boolean; mask: boolean },
            done: (error?: Error | null) => void,
        ): void;
        pong(data: Buffer, mask: boolean): void;
    }
}
