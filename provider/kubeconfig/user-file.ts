import { mkdir, readFile, readlink, realpath, rm, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { decodeText, encodeText, type Encoding } from "../../shared/yaml/decode-text";
import { Failure } from "../failure";
import { replaceFile } from "./files";
import { whileLocked } from "./lock";
import { OthersEntry } from "./merge";
import { cannotReplace, overwriteFile } from "./overwrite";
import { YamlProblem } from "../../shared/kubeconfig/yaml-text";

/** The new content of a file; without a text, the file is removed. */
export interface Change<Result> {
    text: string | undefined;
    result: Result;
}

/**
 * Changes a kubeconfig that other programs change too: under its lock, in one step, and only when its text changes.
 *
 * @param change returns the new text for the present one; undefined stands for no file.
 */
export function changeFile<Result>(
    path: string,
    lockSeconds: number,
    change: (text: string | undefined) => Change<Result>,
): Promise<Result> {
    return explained(path, async () => {
        const target = await targetOf(path);
        for (const file of [path, target]) await mkdir(dirname(file), { recursive: true, mode: 0o700 });
        return locked([...new Set([path, target])].sort(), lockSeconds, async () => {
            const before = await contentOf(target);
            const { text, result } = change(before?.text);
            if (text === before?.text) return result;
            if (text === undefined) await removeFile(target);
            else if (before) await replaceFile(target, encodeText(text, before.encoding), await stat(target));
            else await replaceFile(target, text);
            return result;
        });
    });
}

/** Reads a kubeconfig that other programs change too. `undefined` stands for no file. */
export function readUserFile<T>(path: string, answer: (text: string | undefined) => T): Promise<T> {
    return explained(path, async () => answer((await contentOf(path))?.text));
}

/** Reads the file. The encoding is returned, too, so that the file keeps it. */
async function contentOf(path: string): Promise<{ text: string; encoding: Encoding } | undefined> {
    const bytes = await absentAsUndefined(readFile(path));
    if (!bytes) return undefined;
    const decoded = decodeText(bytes);
    if ("problem" in decoded) throw new YamlProblem(`it ${decoded.problem}`);
    return decoded;
}

/** Removes the file. A file that cannot be removed, such as a mount, is emptied. */
async function removeFile(path: string): Promise<void> {
    try {
        await rm(path);
    } catch (error) {
        if (!cannotReplace(error)) throw error;
        await overwriteFile(path, "");
    }
}

/** Returns the target of a link, even when nothing is there yet: a rename over the link would replace it. */
async function targetOf(path: string): Promise<string> {
    const target = await absentAsUndefined(realpath(path));
    if (target !== undefined) return target;
    const link = await readlink(path).catch(() => undefined);
    return link === undefined ? path : targetOf(resolve(dirname(path), link));
}

/**
 * Runs under the locks of all files. A link and its target are both locked, because other programs know the file by one
 * of the two.
 */
function locked<Result>(files: string[], seconds: number, run: () => Promise<Result>): Promise<Result> {
    const [first, ...others] = files;
    if (first === undefined) return run();
    return whileLocked(first, seconds, () => locked(others, seconds, run));
}

async function absentAsUndefined<T>(value: Promise<T>): Promise<T | undefined> {
    try {
        return await value;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
    }
}

async function explained<T>(path: string, run: () => Promise<T>): Promise<T> {
    try {
        return await run();
    } catch (error) {
        throw explanation(path, error);
    }
}

function explanation(path: string, error: unknown): unknown {
    const unchanged = `The kubeconfig ${path} was left as it is:`;
    if (error instanceof YamlProblem) {
        return new Failure(`${unchanged} it cannot be used as it is.`, {
            why: `${path}:${error.line}:${error.column}: ${error.message}`,
            next: "correct the file, or name another one in kubeconfig.merge; then run pulumi again",
            cause: error,
        });
    }
    if (error instanceof OthersEntry) {
        const { kind, entry, server } = error;
        return new Failure(`${unchanged} its ${kind} "${entry}" is not from this stack.`, {
            why: server && `it points to ${server}`,
            next: `give the Cluster another name, name another file in kubeconfig.merge, or remove the entry: kubectl config --kubeconfig ${path} ${kind === "context" ? "delete-context" : `delete-${kind}`} ${entry}`,
            cause: error,
        });
    }
    if ((error as NodeJS.ErrnoException).code !== undefined) {
        return new Failure(`${unchanged} ${(error as Error).message}.`, {
            next: "make the file and its folder writable, or name another file in kubeconfig.merge",
            cause: error,
        });
    }
    return error;
}
