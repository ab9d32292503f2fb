import { type FileHandle, open } from "node:fs/promises";

/** What a file that is a mount, or is in a folder that cannot be written, says to a rename in its place. */
const unreplaceable = ["EBUSY", "EXDEV", "EACCES", "EPERM", "EROFS"];

export function cannotReplace(error: unknown): boolean {
    return unreplaceable.includes((error as NodeJS.ErrnoException).code ?? "");
}

/**
 * Writes a text in place of another in the same file. Whoever ends this at any moment leaves the one or the other, with empty lines
 * behind it at most; and where there is no space, the old one.
 */
export async function overwriteFile(path: string, content: string | Uint8Array): Promise<void> {
    const file = await open(path, "r+");
    try {
        const { size } = await file.stat();
        const bytes = Buffer.from(content);
        await extend(file, size, bytes.length);
        const padding = Buffer.alloc(Math.max(size - bytes.length, 0), "\n");
        await writeAt(file, 0, Buffer.concat([bytes, padding]));
        await file.truncate(bytes.length);
        await file.sync();
    } finally {
        await file.close();
    }
}

/** So that no space can be lacking once the old text is written over. */
async function extend(file: FileHandle, from: number, to: number): Promise<void> {
    if (to <= from) return;
    try {
        await writeAt(file, from, Buffer.alloc(to - from, "\n"));
    } catch (error) {
        await file.truncate(from);
        throw error;
    }
}

async function writeAt(file: FileHandle, position: number, bytes: Buffer): Promise<void> {
    for (let written = 0; written < bytes.length;) {
        const { bytesWritten } = await file.write(bytes, written, bytes.length - written, position + written);
        written += bytesWritten;
    }
}
