import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { type Address, Connection } from "./connection";

const blockBytes = 1 << 20;

/** Sends a number of MiB. Returns the checksums of both sides. */
export async function upload(address: Address, mebibytes: number): Promise<{ sent: string; received: string }> {
    const connection = new Connection(address).send(`sink ${mebibytes * blockBytes}\n`);
    const sum = createHash("sha256");
    const block = randomBytes(blockBytes);
    for (let index = 0; index < mebibytes; index++) {
        block.writeUInt32BE(index);
        sum.update(block);
        // The socket keeps the buffer until it is sent, so each write gets a copy.
        if (!connection.socket.write(Buffer.from(block))) await once(connection.socket, "drain");
    }
    const received = await connection.line();
    connection.close();
    return { sent: sum.digest("hex"), received };
}

/**
 * Receives a number of MiB. Returns the checksums of both sides. The client can end its own direction right after the
 * request.
 */
export async function download(
    address: Address,
    mebibytes: number,
    { endsFirst = false } = {},
): Promise<{ sent: string; received: string }> {
    const total = mebibytes * blockBytes;
    const connection = new Connection(address).send(`source ${total}\n`);
    const { socket } = connection;
    if (endsFirst) socket.end();
    socket.removeAllListeners("data");
    const sum = createHash("sha256");
    const tail: Buffer[] = [];
    let known = 0;
    for await (const chunk of socket as AsyncIterable<Buffer>) {
        connection.heard();
        const body = chunk.subarray(0, Math.max(0, total - known));
        sum.update(body);
        tail.push(chunk.subarray(body.length));
        known += chunk.length;
    }
    return { sent: Buffer.concat(tail).toString().trim(), received: sum.digest("hex") };
}
