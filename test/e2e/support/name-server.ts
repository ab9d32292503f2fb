import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";

const typeA = 1;
const nameError = 3;

/** A resolver that answers for the names that it is given and denies all others. */
export class NameServer {
    /** Addresses by name. They can change at any time. */
    names: Record<string, string> = {};
    /** Whether it receives requests but never answers, like a resolver behind a VPN that is down. */
    isSilent = false;

    private constructor(
        readonly address: string,
        private readonly socket: Socket,
    ) {
        socket.on("message", (query, { port, address: from }) => {
            if (!this.isSilent) socket.send(this.answer(query), port, from);
        });
    }

    static async start(address: string): Promise<NameServer> {
        const socket = createSocket("udp4");
        socket.bind(53, address);
        await once(socket, "listening");
        return new NameServer(address, socket);
    }

    async stop(): Promise<void> {
        const closed = once(this.socket, "close");
        this.socket.close();
        await closed;
    }

    /** Returns the answer to a query (RFC 1035, 4.1): the query's header and question, followed by the address. */
    private answer(query: Buffer): Buffer {
        const labels: string[] = [];
        let end = 12;
        for (; query[end]; end += (query[end] ?? 0) + 1) {
            labels.push(query.toString("latin1", end + 1, end + 1 + (query[end] ?? 0)));
        }
        const address = this.names[labels.join(".").toLowerCase()];
        const hasAddress = address !== undefined && query.readUInt16BE(end + 1) === typeA;
        const header = Buffer.from(query.subarray(0, 12));
        header.writeUInt16BE(0x8180 | (address === undefined ? nameError : 0), 2);
        header.writeUInt16BE(hasAddress ? 1 : 0, 6);
        header.fill(0, 8);
        const pointer = Buffer.from([0xc0, 12, 0, typeA, 0, 1, 0, 0, 0, 1, 0, 4]);
        const record = hasAddress ? [pointer, Buffer.from(address.split(".").map(Number))] : [];
        return Buffer.concat([header, query.subarray(12, end + 5), ...record]);
    }
}
