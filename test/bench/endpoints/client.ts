import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { type Address } from "../../e2e/support/endpoint/connection";

const silenceMs = 30_000;
const block = Buffer.alloc(1 << 16);

/** Opens a connection, sends a line and receives it back. Returns the milliseconds that this takes. */
export async function roundTrip(address: Address): Promise<number> {
    const since = performance.now();
    const socket = open(address);
    socket.write("echo\nhello\n");
    await once(socket, "data");
    const milliseconds = performance.now() - since;
    socket.destroy();
    return milliseconds;
}

/** Returns the milliseconds of round trips one after the other, sorted in ascending order. */
export async function roundTrips(address: Address, count: number): Promise<number[]> {
    const all: number[] = [];
    while (all.length < count) all.push(await roundTrip(address));
    return all.sort((one, other) => one - other);
}

export async function roundTripsAtOnce(address: Address, count: number): Promise<void> {
    await Promise.all(Array.from({ length: count }, () => roundTrip(address)));
}

/** Sends a number of MiB to the pod. */
export async function upload(address: Address, mebibytes: number): Promise<void> {
    const socket = open(address);
    const bytes = mebibytes << 20;
    socket.write(`drain ${bytes}\n`);
    const answered = once(socket, "data");
    for (let sent = 0; sent < bytes; sent += block.length) {
        if (!socket.write(block)) await once(socket, "drain");
    }
    await answered;
    socket.destroy();
}

/** Receives a number of MiB from the pod. */
export async function download(address: Address, mebibytes: number): Promise<void> {
    const socket = open(address);
    const bytes = mebibytes << 20;
    socket.write(`pour ${bytes}\n`);
    let received = 0;
    socket.on("data", (chunk: Buffer) => (received += chunk.length));
    await once(socket, "end");
    if (received !== bytes) throw new Error(`${received} of ${bytes} bytes came`);
}

function open(address: Address): Socket {
    const socket = connect({ ...address, noDelay: true });
    // A connection that the client has ended may still be reset. Without a listener, that error would end the process.
    socket.setTimeout(silenceMs, () => socket.destroy(new Error(`nothing came for ${silenceMs / 1_000} s`)));
    return socket;
}
