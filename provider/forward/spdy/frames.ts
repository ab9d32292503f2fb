/**
 * The frames of SPDY/3.1 that port forwarding uses, as its draft defines them
 * (https://www.chromium.org/spdy/spdy-protocol/spdy-protocol-draft3-1/, section 2.2). The headers in replies contain
 * nothing that a forward needs, so they are not read.
 */
export type Frame =
    | { type: "data"; stream: number; isLast: boolean; payload: Buffer }
    | { type: "reply"; stream: number; isLast: boolean }
    | { type: "reset"; stream: number; status: number }
    | { type: "ping"; id: number }
    | { type: "go-away" }
    | { type: "ignored" };

/** The error when a peer sends something that no port forward does. */
export class ProtocolError extends Error {}

const headLength = 8;
const version = 3;
const lastFlag = 0x01;
/** Kubernetes sends at most 32 KiB in a frame; a far longer one is not SPDY. */
const longestFrame = 1 << 20;

const controlType = { synStream: 1, synReply: 2, rstStream: 3, ping: 6, goAway: 7 };

const none = Buffer.alloc(0);

/** A data frame that has not arrived completely. */
interface OpenFrame {
    stream: number;
    isLast: boolean;
    left: number;
}

/**
 * Parses frames from the incoming bytes. The bytes of a stream are passed on as they arrive, as several data frames.
 */
export class FrameReader {
    /** A head, or a control frame, that has not arrived completely. */
    private begun = none;
    private data: OpenFrame | undefined;

    *read(chunk: Buffer): Generator<Frame> {
        let bytes = chunk;
        while (bytes.length > 0) {
            const wanted = this.data?.left ?? missing(this.begun);
            const taken = bytes.subarray(0, wanted);
            bytes = bytes.subarray(wanted);
            const frame = this.data ? this.goOn(this.data, taken) : this.begin(taken);
            if (frame) yield frame;
        }
    }

    private goOn(data: OpenFrame, payload: Buffer): Frame {
        data.left -= payload.length;
        const isWhole = data.left === 0;
        if (isWhole) this.data = undefined;
        return { type: "data", stream: data.stream, isLast: data.isLast && isWhole, payload };
    }

    private begin(bytes: Buffer): Frame | undefined {
        const begun = Buffer.concat([this.begun, bytes]);
        const isWhole = missing(begun) === 0;
        this.begun = isWhole ? none : begun;
        if (!isWhole) return undefined;
        if (!isData(begun)) return parse(begun);
        this.data = { stream: begun.readUInt32BE(0), isLast: isLast(begun), left: lengthOf(begun) };
        return this.data.left === 0 ? this.goOn(this.data, none) : undefined;
    }
}

/** Returns how many bytes of a head, or of a control frame, are missing. */
function missing(begun: Buffer): number {
    if (begun.length < headLength) return headLength - begun.length;
    const length = lengthOf(begun);
    return isData(begun) ? 0 : headLength + length - begun.length;
}

function isData(frame: Buffer): boolean {
    return frame.readUInt32BE(0) < 0x8000_0000;
}

function isLast(frame: Buffer): boolean {
    return (frame.readUInt8(4) & lastFlag) !== 0;
}

function lengthOf(frame: Buffer): number {
    const length = frame.readUIntBE(5, 3);
    if (length > longestFrame) throw new ProtocolError(`a frame of ${length} bytes`);
    return length;
}

function parse(frame: Buffer): Frame {
    const word = frame.readUInt32BE(0);
    const body = frame.subarray(headLength);
    if (((word >>> 16) & 0x7fff) !== version) throw new ProtocolError("a frame of another version");
    switch (word & 0xffff) {
        case controlType.synReply:
            return { type: "reply", stream: number(body, 0), isLast: isLast(frame) };
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

/** Returns a data frame: the head, and the payload as it is. It may be the last one of the stream. */
export function data(stream: number, payload: Buffer, isLast: boolean): Buffer[] {
    const bytes = head(stream, payload.length, isLast);
    return payload.length === 0 ? [bytes] : [bytes, payload];
}

/** Returns a frame that opens a stream. With `isLast`, this direction ends at once. */
export function synStream(stream: number, headerBlock: Buffer, isLast: boolean): Buffer {
    const ids = Buffer.alloc(10); // associated stream, priority and slot: none
    ids.writeUInt32BE(stream, 0);
    return control(controlType.synStream, Buffer.concat([ids, headerBlock]), isLast);
}

/** Returns a frame that ends a stream in both directions at once; 5 is CANCEL. */
export function rstStream(stream: number, status = 5): Buffer {
    const body = Buffer.alloc(8);
    body.writeUInt32BE(stream, 0);
    body.writeUInt32BE(status, 4);
    return control(controlType.rstStream, body);
}

/** Returns a frame that requests the same frame in return, or answers such a request. */
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
