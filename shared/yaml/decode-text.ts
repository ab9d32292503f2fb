/** The encodings of a text that are supported. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be";

/**
 * The text of a file with its byte order mark, or a problem that continues a sentence that begins with the file's name.
 */
export type Decoded = { text: string; encoding: Encoding } | { problem: string };

const saveAs = "save it in UTF-8";

/**
 * Decodes bytes as `kubectl` and `helm` do: as UTF-8, or as the byte order mark says, which PowerShell writes.
 *
 * @param isLenient whether invalid bytes become U+FFFD, as `kubectl` reads manifests.
 */
export function decodeText(bytes: Uint8Array, isLenient = false): Decoded {
    if (startsWith(bytes, 0xff, 0xfe, 0, 0) || startsWith(bytes, 0, 0, 0xfe, 0xff)) {
        return { problem: `is in UTF-32; ${saveAs}` };
    }
    const encoding = encodingOf(bytes);
    const isWithoutMark = encoding === "utf-8" && bytes.length > 1 && (bytes[0] === 0 || bytes[1] === 0);
    if (isWithoutMark) return { problem: `is in UTF-16 without a byte order mark; ${saveAs}` };
    try {
        return { text: new TextDecoder(encoding, { fatal: !isLenient, ignoreBOM: true }).decode(bytes), encoding };
    } catch {
        const name = encoding === "utf-8" ? "UTF-8" : "UTF-16";
        return { problem: `is not all ${name}: it has bytes that stand for no character there; ${saveAs}` };
    }
}

/** Encodes a text in the encoding that it was decoded from. */
export function encodeText(text: string, encoding: Encoding): Buffer {
    if (encoding === "utf-8") return Buffer.from(text, "utf8");
    const bytes = Buffer.from(text, "utf16le");
    return encoding === "utf-16le" ? bytes : bytes.swap16();
}

function encodingOf(bytes: Uint8Array): Encoding {
    if (startsWith(bytes, 0xff, 0xfe)) return "utf-16le";
    return startsWith(bytes, 0xfe, 0xff) ? "utf-16be" : "utf-8";
}

function startsWith(bytes: Uint8Array, ...start: number[]): boolean {
    return start.every((byte, index) => bytes[index] === byte);
}
