/**
 * Returns the lines of a container log as the Docker API sends it: frames of an 8-byte header (stream, three zeros,
 * big-endian length) and that many bytes, or plain text where the container has a terminal.
 */
export function splitLog(log: Buffer): string[] {
    const chunks: Buffer[] = [];
    let offset = 0;
    while (offset + 8 <= log.length && log.readUInt8(offset) <= 2 && log.readUIntBE(offset + 1, 3) === 0) {
        const end = offset + 8 + log.readUInt32BE(offset + 4);
        chunks.push(log.subarray(offset + 8, end));
        offset = end;
    }
    const text = Buffer.concat(chunks.length > 0 ? chunks : [log]).toString("utf8");
    return text.split(/\r?\n/).filter((line) => line.trim() !== "");
}
