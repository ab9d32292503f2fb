import { randomBytes } from "node:crypto";

const [binaryOpcode, finalFlag, maskFlag] = [0x02, 0x80, 0x80];
const [twoBytes, eightBytes] = [126, 127];
const maskLength = 4;

/**
 * Returns a client's binary message in one frame (RFC 6455, 5.2). It masks four bytes at a time: a loop over single
 * bytes would take longer than everything else that is done to the bytes.
 */
export function binaryMessage(chunks: readonly Buffer[]): Buffer {
    const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    const headLength = (length < twoBytes ? 2 : length <= 0xffff ? 4 : 10) + maskLength;
    // The padding aligns the payload for 32-bit access.
    const padding = -headLength & 3;
    const whole = Buffer.from(new ArrayBuffer(align(padding + headLength + length)));
    const frame = whole.subarray(padding, padding + headLength + length);
    writeHead(frame, length);
    const mask = randomBytes(maskLength);
    mask.copy(frame, headLength - maskLength);
    let at = headLength;
    for (const chunk of chunks) at += chunk.copy(frame, at);
    const words = new Uint32Array(whole.buffer, padding + headLength, align(length) / 4);
    const [key = 0] = new Uint32Array(new Uint8Array(mask).buffer);
    for (let index = 0; index < words.length; index++) words[index] = (words[index] ?? 0) ^ key;
    return frame;
}

function writeHead(frame: Buffer, length: number): void {
    frame.writeUInt8(finalFlag | binaryOpcode, 0);
    if (length < twoBytes) {
        frame.writeUInt8(maskFlag | length, 1);
    } else if (length <= 0xffff) {
        frame.writeUInt8(maskFlag | twoBytes, 1);
        frame.writeUInt16BE(length, 2);
    } else {
        frame.writeUInt8(maskFlag | eightBytes, 1);
        frame.writeBigUInt64BE(BigInt(length), 2);
    }
}

/** Returns the next multiple of four. */
function align(bytes: number): number {
    return (bytes + 3) & ~3;
}
