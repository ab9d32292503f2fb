import { randomBytes } from "node:crypto";
import { existsSync, type Stats } from "node:fs";
import { chmod, chown, mkdir, readFile, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { dirname, relative } from "node:path";
import { Failure } from "../failure";
import { cannotReplace, overwriteFile } from "./overwrite";

/** Writes a file that only its owner can read, in one step, and only when its content or mode differs. */
export async function writePrivateFile(path: string, content: string): Promise<void> {
    if (await isPrivateFile(path, content)) return;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await chmod(dirname(path), 0o700);
    if (!(await takeFolderAway(path))) {
        throw new Failure(`${path} cannot be written.`, {
            why: "a folder with files in it has that name",
            next: "find out whose it is and move it, then run pulumi up again",
        });
    }
    await replaceFile(path, content);
}

/**
 * Removes an empty folder at the path, which Docker creates for a mount of a file that does not exist. Reports whether
 * no folder is there any more; a folder with content stays.
 */
async function takeFolderAway(path: string): Promise<boolean> {
    try {
        await rmdir(path);
        return true;
    } catch (error) {
        return ["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "");
    }
}

/**
 * Writes a file in one step: a reader sees either the old content or the new one. With `like`, the file keeps its mode
 * and its owner. A file that cannot be replaced, such as a mount in a container, is overwritten in place.
 */
export async function replaceFile(path: string, content: string | Uint8Array, like?: Stats): Promise<void> {
    const next = `${path}.${randomBytes(6).toString("hex")}`;
    try {
        await writeFile(next, content, { mode: 0o600, flag: "wx", flush: true });
        if (like) await takeAfter(next, like);
        await rename(next, path);
    } catch (error) {
        await rm(next, { force: true }).catch(() => undefined);
        if (!cannotReplace(error) || !existsSync(path)) throw error;
        if (!like) await chmod(path, 0o600);
        await overwriteFile(path, content);
    }
}

async function takeAfter(path: string, like: Stats): Promise<void> {
    const { uid, gid } = await stat(path);
    if (uid !== like.uid || gid !== like.gid) await chown(path, like.uid, like.gid);
    await chmod(path, like.mode & 0o777);
}

/** Reports whether the file exists with this content, readable only by its owner. */
export async function isPrivateFile(path: string, content: string): Promise<boolean> {
    try {
        const [found, { mode }] = await Promise.all([readFile(path, "utf8"), stat(path)]);
        return found === content && (process.platform === "win32" || (mode & 0o777) === 0o600);
    } catch {
        return false;
    }
}

/**
 * Removes files, then their folder and its parents while these are empty. A folder with content in a file's place is
 * not ours, and stays.
 */
export async function removePrivateFiles(paths: string[], root: string): Promise<void> {
    const files = async (path: string) => ((await takeFolderAway(path)) ? rm(path, { force: true }) : undefined);
    await Promise.all(paths.map(files));
    const folders = new Set(paths.map((path) => dirname(path)));
    for (const folder of folders) await removeEmptyFolders(folder, root);
}

/** Removes a folder and its parents up to the root, while these are empty. */
export async function removeEmptyFolders(folder: string, root: string): Promise<void> {
    if (relative(root, folder).startsWith("..")) return;
    try {
        await rmdir(folder);
    } catch {
        return;
    }
    if (folder !== root) await removeEmptyFolders(dirname(folder), root);
}
