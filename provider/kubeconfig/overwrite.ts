import { type FileHandle, open } from "node:fs/promises";

/** The error codes of a rename over a file that is a mount, or in a folder that cannot be written. */
const unreplaceable = ["EBUSY", "EXDEV", "EACCES", "EPERM", "EROFS"];

export function cannotReplace(error: unknown): boolean {
    return unreplaceable.includes((error as NodeJS.ErrnoException).code ?? "");
}

/**
 * Replaces the content of a file in place. When the process is killed at any moment, the file has the old content or
 * the new one, at most with empty lines after it. When the disk is full, the old content stays.
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

/** Extends the file first, so that the disk cannot be full once the old content is being overwritten. */
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
