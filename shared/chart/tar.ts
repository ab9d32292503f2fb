/** A file, link or device in a tar archive. */
export interface TarEntry {
    name: string;
    data: Uint8Array;
}

const block = 512;

/**
 * Returns the files, links and devices in a tar archive, without its folders. Returns undefined if the archive is not
 * complete. The tar library works asynchronously, but a chart is checked synchronously, before the program continues.
 */
export function tarEntries(tar: Buffer): TarEntry[] | undefined {
    const entries: TarEntry[] = [];
    let own: { path?: string; size?: number } = {};
    let at = 0;
    while (at < tar.length) {
        const header = tar.subarray(at, at + block);
        if (header.length < block) return undefined;
        if (header.every((byte) => byte === 0)) return entries;
        if (!hasChecksum(header)) return undefined;
        const type = String.fromCharCode(header[156] ?? 0);
        const size = (isExtension(type) ? undefined : own.size) ?? numberIn(header.subarray(124, 136));
        const data = tar.subarray(at + block, at + block + size);
        if (!Number.isSafeInteger(size) || size < 0 || data.length < size) return undefined;
        at += block + Math.ceil(size / block) * block;
        if (type === "x") own = { ...own, ...extended(data) };
        else if (type === "L") own = { ...own, path: textIn(data) };
        else if (!isExtension(type)) {
            const name = own.path ?? nameIn(header);
            if (type !== "5" && !name.endsWith("/")) entries.push({ name, data });
            own = {};
        }
    }
    return entries;
}

/** Whether a header is an extension: it describes the next entry or all entries. */
function isExtension(type: string): boolean {
    return "xgLK".includes(type);
}

function hasChecksum(header: Buffer): boolean {
    const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0);
    return sum === numberIn(header.subarray(148, 156));
}

function nameIn(header: Buffer): string {
    const name = textIn(header.subarray(0, 100));
    const prefix = header.toString("latin1", 257, 263) === "ustar\0" ? textIn(header.subarray(345, 500)) : "";
    return prefix === "" ? name : `${prefix}/${name}`;
}

function textIn(field: Uint8Array): string {
    const end = field.indexOf(0);
    return Buffer.from(end < 0 ? field : field.subarray(0, end)).toString("utf8");
}

/** Reads a number: octal digits, or binary if the first bit is set. */
function numberIn(field: Buffer): number {
    if ((field[0] ?? 0) & 0x80) return field.subarray(1).reduce((value, byte) => value * 256 + byte, 0);
    const digits = textIn(field).trim();
    return /^[0-7]*$/.test(digits) ? parseInt(digits || "0", 8) : NaN;
}

/** Reads records of the form `<length> <key>=<value>\n`. */
function extended(data: Buffer): { path?: string; size?: number } {
    const found: { path?: string; size?: number } = {};
    for (let at = 0; at < data.length;) {
        const length = parseInt(data.toString("latin1", at, at + 20), 10);
        if (!(length > 0)) break;
        const [, key, value] = /^\d+ ([^=]+)=([^]*)\n$/.exec(data.toString("utf8", at, at + length)) ?? [];
        if (key === "path" && value !== undefined) found.path = value;
        if (key === "size") found.size = Number(value);
        at += length;
    }
    return found;
}
