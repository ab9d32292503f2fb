/**
 * Writes header blocks. All blocks of a connection are one zlib stream (RFC 1950) that begins with SPDY's dictionary.
 * Stored blocks (RFC 1951, 3.2.4) are as valid in it as compressed ones, and need neither dictionary nor state.
 */
export class HeaderBlockWriter {
    private isFirst = true;

    write(headers: Record<string, string>): Buffer {
        const start = this.isFirst ? [zlibHeader] : [];
        this.isFirst = false;
        return Buffer.concat([...start, stored(nameValueBlock(headers)), stored(Buffer.alloc(0))]);
    }
}

/** Deflate with a window of 1 KiB and a preset dictionary, and the Adler-32 checksum of SPDY/3's dictionary. */
const zlibHeader = Buffer.from([0x38, 0x30, 0xe3, 0xc6, 0xa7, 0xc2]);

function stored(content: Buffer): Buffer {
    const head = Buffer.alloc(5);
    head.writeUInt16LE(content.length, 1);
    head.writeUInt16LE(~content.length & 0xffff, 3);
    return Buffer.concat([head, content]);
}

function nameValueBlock(headers: Record<string, string>): Buffer {
    const entries = Object.entries(headers);
    return Buffer.concat([number(entries.length), ...entries.flat().flatMap(text)]);
}

function text(value: string): Buffer[] {
    const bytes = Buffer.from(value);
    return [number(bytes.length), bytes];
}

function number(value: number): Buffer {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
}
