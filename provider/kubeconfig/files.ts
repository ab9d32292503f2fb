import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { dirname, relative } from "node:path";

/** Writes a file that only its owner can read, in one step, and only where its content or mode differs. */
export async function writePrivateFile(path: string, content: string): Promise<void> {
    if (await isPrivateFile(path, content)) return;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await chmod(dirname(path), 0o700);
    const next = `${path}.${randomBytes(6).toString("hex")}`;
    try {
        await writeFile(next, content, { mode: 0o600, flag: "wx" });
        await rename(next, path);
    } catch (error) {
        await rm(next, { force: true });
        throw error;
    }
}

/** Whether a file is there with this content, readable by its owner alone. */
export async function isPrivateFile(path: string, content: string): Promise<boolean> {
    try {
        const [found, { mode }] = await Promise.all([readFile(path, "utf8"), stat(path)]);
        return found === content && (process.platform === "win32" || (mode & 0o777) === 0o600);
    } catch {
        return false;
    }
}

/** Removes files, then their folder and its parents while these are empty. */
export async function removePrivateFiles(paths: string[], root: string): Promise<void> {
    await Promise.all(paths.map((path) => rm(path, { force: true })));
    const folders = new Set(paths.map((path) => dirname(path)));
    for (const folder of folders) await removeEmptyFolders(folder, root);
}

async function removeEmptyFolders(folder: string, root: string): Promise<void> {
    if (relative(root, folder).startsWith("..")) return;
    try {
        await rmdir(folder);
    } catch {
        return;
    }
    if (folder !== root) await removeEmptyFolders(dirname(folder), root);
}
