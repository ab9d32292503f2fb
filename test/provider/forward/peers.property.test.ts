import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import * as fc from "fast-check";
import { Sender } from "ws";
import { connectPod } from "../../../provider/forward/connect-pod";
import { ControlClient } from "../../../provider/forward/control-client";
import { controlServer } from "../../../provider/forward/control-server";
import { controlPath } from "../../../shared/forwarder-paths";
import { WebSocketDuplex } from "../../../provider/forward/websocket/duplex";
import { propertyRuns } from "../../support/property-runs";

const folder = mkdtempSync(join(tmpdir(), "peers-"));
const path = controlPath(folder);
let server: Server | undefined;

afterEach(end);
afterAll(() => rmSync(folder, { recursive: true }));

async function end(): Promise<void> {
    const ended = server;
    server = undefined;
    if (ended) await new Promise((resolve) => ended.close(resolve));
}

const bytes = fc.uint8Array({ maxLength: 300 }).map((all) => Buffer.from(all));
const damage = fc.tuple(fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 6 }), fc.nat(500));

/** Changes some bytes and cuts off the end. */
const damaged = (whole: fc.Arbitrary<Buffer>) =>
    fc.tuple(whole, damage).map(([original, [changes, end]]) => {
        const changed = Buffer.from(original);
        for (const [at, value] of changes) if (at < changed.length) changed[at] = value;
        return changed.subarray(0, end);
    });

/** The frames that ws itself sends as a server. */
const messages = fc.array(fc.tuple(bytes, fc.boolean()), { maxLength: 5 }).map((all) => {
    const sent: Buffer[] = [];
    const wire = new PassThrough().on("data", (chunk: Buffer) => sent.push(chunk));
    wire.write = ((chunk: Buffer) => sent.push(Buffer.from(chunk)) > 0) as typeof wire.write;
    const sender = new Sender(wire);
    for (const [payload, isPing] of all) {
        if (isPing) sender.pong(payload.subarray(0, 125), false);
        else sender.send(payload, { binary: true, compress: false, fin: true, mask: false }, () => undefined);
    }
    return Buffer.concat(sent);
});

it("a WebSocket of anybody ends with one error at most, and gives no more bytes than came", async () => {
    await fc.assert(
        fc.asyncProperty(fc.oneof(damaged(messages), bytes), fc.nat(50), async (sent, headLength) => {
            const socket = new PassThrough();
            socket.write = (() => true) as typeof socket.write;
            const duplex = new WebSocketDuplex(socket, sent.subarray(0, headLength));
            const errors: Error[] = [];
            let received = 0;
            duplex.on("error", (error) => errors.push(error)).on("data", (chunk: Buffer) => (received += chunk.length));
            const closed = once(duplex, "close").catch(() => undefined);
            socket.push(sent.subarray(headLength));
            socket.push(null);
            socket.once("end", () => socket.destroy());
            socket.resume();
            await closed;
            if (!duplex.closed) await new Promise((resolve) => duplex.once("close", resolve));
            expect(errors.length).toBeLessThanOrEqual(1);
            expect(received).toBeLessThanOrEqual(sent.length);
            expect(socket.destroyed).toBe(true);
        }),
        propertyRuns,
    );
});

async function listening(started: Server, place: { path: string } | { port: number; host: string }): Promise<number> {
    server = started.listen(place);
    await once(started, "listening");
    const address = started.address();
    return typeof address === "object" && address ? address.port : 0;
}

/** Returns a server that sends these bytes on every connection, and ends it. */
function answering(reply: Buffer): Server {
    return createServer((socket: Socket) => {
        socket.on("error", () => undefined);
        socket.once("data", () => socket.end(reply));
    });
}

const loopback = { port: 0, host: "127.0.0.1" };

function connectTo(port: number) {
    const access = { server: `http://127.0.0.1:${port}`, credentials: () => Promise.resolve({}) };
    return connectPod(access, { namespace: "a", pod: "b" });
}

const statuses = fc.constantFrom("101 Switching Protocols", "200 OK", "401 No", "404 No", "500 No");
const headers = fc.constantFrom(
    "",
    "Connection: Upgrade\r\nUpgrade: SPDY/3.1\r\n",
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: x\r\n",
    "Content-Length: 5\r\n",
    "Content-Length: 999999999\r\n",
    "Transfer-Encoding: chunked\r\n",
);
const bodies = fc.constantFrom(
    "",
    "null",
    "{}",
    '"x"',
    "[1]",
    '{"message":1}',
    '{"message":"no"',
    "5\r\nhello\r\n0\r\n\r\n",
);
const http = fc
    .tuple(statuses, headers, bodies)
    .map(([status, lines, body]) => Buffer.from(`HTTP/1.1 ${status}\r\n${lines}\r\n${body}`));
const replies = fc.oneof(http, damaged(http), bytes);
const few = { ...propertyRuns, numRuns: Math.ceil(propertyRuns.numRuns / 2) };

it("an API server that answers anything to an upgrade is a connection that ends, or one error", async () => {
    await fc.assert(
        fc.asyncProperty(replies, async (reply) => {
            const port = await listening(answering(reply), loopback);
            const outcome = await connectTo(port).catch((error: unknown) => error);
            if (outcome instanceof Error) expect(outcome.message).not.toBe("");
            else await new Promise<void>((resolve) => (outcome as { onEnd(done: () => void): void }).onEnd(resolve));
            await end();
        }),
        few,
    );
});

it("whoever listens in a forwarder's place, an order ends with an answer or an error", async () => {
    await fc.assert(
        fc.asyncProperty(replies, async (reply) => {
            await listening(answering(reply), { path });
            const outcome: unknown = await new ControlClient(folder).status().catch((error: unknown) => error);
            expect(typeof outcome).toBe("object");
            await end();
        }),
        few,
    );
});

it("a refusal without an end is given up", async () => {
    const endless = createServer((socket) => {
        socket.on("error", () => undefined);
        socket.write("HTTP/1.1 404 No\r\n\r\n");
        const more = () => {
            while (!socket.destroyed && socket.write(Buffer.alloc(1 << 16, "x")));
        };
        socket.on("drain", more);
        more();
    });
    const port = await listening(endless, loopback);
    await expect(connectTo(port)).rejects.toThrow("HTTP status 404");
});

it.each([
    ...["null", "5", "[]", "no JSON"].map((body) => `500 No\r\nContent-Length: ${body.length}\r\n\r\n${body}`),
    "101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n",
])("the answer %j in a forwarder's place is an error, and no silence", async (answer) => {
    await listening(answering(Buffer.from(`HTTP/1.1 ${answer}`)), { path });
    await expect(new ControlClient(folder).status()).rejects.toThrow();
});

const orders = fc.constantFrom(
    ...["PUT /endpoints/a", "PUT /endpoints/%", "GET /status", "DELETE /endpoints/%00", "POST /x", "GET status"],
);
const requests = fc
    .tuple(orders, fc.constantFrom("", "null", "{}", "[]", '{"cluster":1}', '{"a":'), headers)
    .map(([order, body, lines]) =>
        Buffer.from(`${order} HTTP/1.1\r\nHost: x\r\n${lines || `Content-Length: ${body.length}\r\n`}\r\n${body}`),
    );

it("whatever is ordered of a forwarder, it obeys nothing that is no order, and goes on to answer", async () => {
    const put: unknown[] = [];
    const orderly = controlServer({
        status: () => ({ version: "1", pid: 1, cluster: "a", endpoints: {} }),
        put: (_, order) => Promise.resolve(void put.push(order)),
        remove: () => Promise.resolve(),
        probe: () => Promise.resolve(),
        stop: () => undefined,
    });
    await listening(orderly, { path });
    await fc.assert(
        fc.asyncProperty(fc.oneof(requests, damaged(requests), bytes), async (request) => {
            const socket = connect({ path, allowHalfOpen: true });
            socket.on("error", () => undefined).resume();
            const closed = new Promise((resolve) => socket.once("close", resolve));
            socket.end(request);
            await closed;
            expect(put).toEqual([]);
        }),
        few,
    );
    expect(await new ControlClient(folder).status()).toMatchObject({ pid: 1 });
});
