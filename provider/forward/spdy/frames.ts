/**
 * The frames of SPDY/3.1 that port forwarding uses, as its draft lays them out
 * (https://www.chromium.org/spdy/spdy-protocol/spdy-protocol-draft3-1/, section 2.2). Headers in replies say nothing
 * that a forward needs, so they are not read.
 */
export type Frame =
    | { type: "data"; stream: number; isLast: boolean; payload: Buffer }
    | { type: "reply"; stream: number; isLast: boolean }
    | { type: "reset"; stream: number; status: number }
    | { type: "ping"; id: number }
    | { type: "go-away" }
    | { type: "ignored" };

/** A peer that sends what no port forward does. */
export class ProtocolError extends Error {}

const headLength = 8;
const version = 3;
const lastFlag = 0x01;
/** Kubernetes sends at most 32 KiB in a frame; what is far beyond is no SPDY. */
const longestFrame = 1 << 20;

const controlType = { synStream: 1, synReply: 2, rstStream: 3, ping: 6, goAway: 7 };

/** Puts frames together from the bytes as they come. */
export class FrameReader {
    private rest = Buffer.alloc(0);

    *read(chunk: Buffer): Generator<Frame> {
        let bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
        this.rest = Buffer.alloc(0);
        for (;;) {
            const length = bytes.length < headLength ? 0 : bytes.readUIntBE(5, 3);
            if (length > longestFrame) throw new ProtocolError(`a frame of ${length} bytes`);
            const end = headLength + length;
            if (bytes.length < end) break;
            yield parse(bytes.subarray(0, end));
            bytes = bytes.subarray(end);
        }
        this.rest = Buffer.from(bytes);
    }
}

function parse(frame: Buffer): Frame {
    const isLast = (frame.readUInt8(4) & lastFlag) !== 0;
    const word = frame.readUInt32BE(0);
    const body = frame.subarray(headLength);
    if (word < 0x8000_0000) return { type: "data", stream: word, isLast, payload: body };
    if (((word >>> 16) & 0x7fff) !== version) throw new ProtocolError("a frame of another version");
    switch (word & 0xffff) {
        case controlType.synReply:
            return { type: "reply", stream: number(body, 0), isLast };
        case controlType.rstStream:
            return { type: "reset", stream: number(body, 0), status: number(body, 4) };
        case controlType.ping:
            return { type: "ping", id: number(body, 0) };
        case controlType.goAway:
            return { type: "go-away" };
        default:
            return { type: "ignored" };
    }
}

function number(body: Buffer, offset: number): number {
    if (body.length < offset + 4) throw new ProtocolError("a frame that is too short");
    return body.readUInt32BE(offset);
}

/** Bytes of a stream, which may be its last ones. */
export function data(stream: number, payload: Buffer, isLast: boolean): Buffer {
    return Buffer.concat([head(stream, payload.length, isLast), payload]);
}

/** Opens a stream; it may be at its end in this direction already. */
export function synStream(stream: number, headerBlock: Buffer, isLast: boolean): Buffer {
    const ids = Buffer.alloc(10); // associated stream, priority and slot: none
    ids.writeUInt32BE(stream, 0);
    return control(controlType.synStream, Buffer.concat([ids, headerBlock]), isLast);
}

/** Ends a stream in both directions at once; 5 is CANCEL. */
export function rstStream(stream: number, status = 5): Buffer {
    const body = Buffer.alloc(8);
    body.writeUInt32BE(stream, 0);
    body.writeUInt32BE(status, 4);
    return control(controlType.rstStream, body);
}

/** Asks for the same frame in return, or is that. */
export function ping(id: number): Buffer {
    const body = Buffer.alloc(4);
    body.writeUInt32BE(id, 0);
    return control(controlType.ping, body);
}

function control(type: number, body: Buffer, isLast = false): Buffer {
    return Buffer.concat([head(((0x8000 | version) << 16) | type, body.length, isLast), body]);
}

function head(word: number, length: number, isLast: boolean): Buffer {
    const bytes = Buffer.alloc(headLength);
    bytes.writeUInt32BE(word >>> 0, 0);
    bytes.writeUInt8(isLast ? lastFlag : 0, 4);
    bytes.writeUIntBE(length, 5, 3);
    return bytes;
}
