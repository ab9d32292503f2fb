import { PassThrough } from "node:stream";
import * as fc from "fast-check";
import { SpdyConnection } from "./connection";
import { data, type Frame, FrameReader, ping, ProtocolError, rstStream, synStream } from "./frames";
import { propertyRuns } from "../../../test/support/property-runs";

const streams = fc.integer({ min: 0, max: 0x7fff_ffff });
const payloads = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
const frames = fc.oneof(
    fc.tuple(streams, payloads, fc.boolean()).map((args) => Buffer.concat(data(...args))),
    fc.tuple(streams, payloads, fc.boolean()).map((args) => synStream(...args)),
    fc.tuple(streams, streams).map((args) => rstStream(...args)),
    streams.map(ping),
);
const conversations = fc.array(frames, { maxLength: 10 }).map((all) => Buffer.concat(all));

/** Valid frames with some bytes changed, cut off somewhere. */
const hostile = fc
    .tuple(conversations, fc.array(fc.tuple(fc.nat(2_000), fc.nat(255)), { maxLength: 20 }), fc.nat(2_000))
    .map(([bytes, changes, end]) => {
        const changed = Buffer.from(bytes);
        for (const [at, value] of changes) if (at < changed.length) changed[at] = value;
        return changed.subarray(0, end);
    });
const anything = fc.oneof(
    hostile,
    fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.from(bytes)),
);

/** Splits bytes into chunks; each cut is the length of the next chunk. */
function chunksOf(bytes: Buffer, cuts: number[]): Buffer[] {
    const chunks: Buffer[] = [];
    let from = 0;
    for (const cut of cuts) {
        chunks.push(bytes.subarray(from, from + cut));
        from += cut;
    }
    return [...chunks, bytes.subarray(from)];
}

function read(chunks: Buffer[]): Frame[] | ProtocolError {
    const reader = new FrameReader();
    try {
        return whole(chunks.flatMap((chunk) => [...reader.read(chunk)]));
    } catch (error) {
        if (error instanceof ProtocolError) return error;
        throw error;
    }
}

/** Joins the data frames of a stream, because its bytes come in as many frames as chunks. */
function whole(frames: Frame[]): Frame[] {
    return frames.reduce<Frame[]>((all, frame) => {
        const last = all.at(-1);
        const isMore = frame.type === "data" && last?.type === "data" && last.stream === frame.stream && !last.isLast;
        if (!isMore) return [...all, frame];
        return [...all.slice(0, -1), { ...frame, payload: Buffer.concat([last.payload, frame.payload]) }];
    }, []);
}

const cuts = fc.array(fc.nat(30), { maxLength: 30 });

it("frames are the same, however their bytes come", () => {
    fc.assert(
        fc.property(conversations, cuts, (bytes, sizes) => {
            expect(read(chunksOf(bytes, sizes))).toEqual(read([bytes]));
        }),
        propertyRuns,
    );
});

it("bytes of anybody are frames or a protocol error, and nothing else", () => {
    fc.assert(
        fc.property(anything, cuts, (bytes, sizes) => {
            const found = read(chunksOf(bytes, sizes));
            if (found instanceof ProtocolError) expect(found.message).toMatch(/^a frame /);
            else expect(found.length).toBeLessThanOrEqual(bytes.length / 8);
        }),
        propertyRuns,
    );
});

it("a connection to anybody ends, and so do its streams", async () => {
    await fc.assert(
        fc.asyncProperty(anything, cuts, async (bytes, sizes) => {
            const transport = new PassThrough();
            // The connection's own frames must not come back.
            transport.write = (() => true) as typeof transport.write;
            const connection = new SpdyConnection(transport);
            const ended = new Promise<void>((resolve) => connection.onEnd(resolve));
            const streams = [connection.open({}), connection.open({}, { isLast: true })];
            const closed = streams.map(
                (stream) =>
                    new Promise((resolve) =>
                        stream
                            .on("error", () => undefined)
                            .once("close", resolve)
                            .resume(),
                    ),
            );
            for (const chunk of chunksOf(bytes, sizes)) transport.push(chunk);
            transport.push(null);
            transport.destroy();
            await ended;
            await Promise.all(closed);
            expect(connection.isOpen).toBe(false);
        }),
        propertyRuns,
    );
});
