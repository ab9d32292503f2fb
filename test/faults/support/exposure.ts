import { execFile } from "node:child_process";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const nobody = 65_534;

/** What must not be seen, by the names that a finding has. */
export type Secrets = Record<string, string>;

/** The names of those that are in a text, as they are, in Base64 or in JSON. */
export function secretsIn(text: string, secrets: Secrets): string[] {
    return Object.entries(secrets).flatMap(([name, secret]) =>
        formsOf(secret).some((form) => text.includes(form)) ? [name] : [],
    );
}

/** Of several lines one is enough: what is between lines is written in more than one way. */
function formsOf(secret: string): string[] {
    const lines = secret.trim().split("\n");
    return [lines[Math.floor(lines.length / 2)] ?? secret, Buffer.from(secret).toString("base64")];
}

/** Every process's arguments and environment as they are now: this machine's, and those in its containers. */
export function processTexts(): string[] {
    const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
    return pids.flatMap((pid) =>
        ["cmdline", "environ"].map((file) => contentOf(`/proc/${pid}/${file}`).replaceAll("\0", "\n")),
    );
}

/** A file with secrets. */
export interface Finding {
    path: string;
    mode: number;
    secrets: string[];
}

/** Files with secrets below folders, that were written since. */
export function filesWith(secrets: Secrets, folders: string[], since: number): Finding[] {
    const files = folders.flatMap((folder) => filesBelow(folder, since));
    return files
        .map((file) => ({ ...file, secrets: secretsIn(contentOf(file.path), secrets) }))
        .filter((finding) => finding.secrets.length > 0);
}

function filesBelow(folder: string, since: number): { path: string; mode: number }[] {
    return entriesOf(folder).flatMap((name) => {
        const path = join(folder, name);
        const status = lstatSync(path, { throwIfNoEntry: false });
        if (status?.isDirectory()) return filesBelow(path, since);
        return status?.isFile() && status.mtimeMs >= since ? [{ path, mode: status.mode & 0o777 }] : [];
    });
}

/**
 * Where processes listen that have one of these texts among their arguments or in their environment, each of which ends with
 * a zero: `127.0.0.1:6443`, by TCP or UDP.
 */
export async function listeners(marks: string[]): Promise<string[]> {
    const { stdout } = await run("ss", ["-H", "-l", "-n", "-t", "-u", "-p"]);
    const isOurs = (pid: string) =>
        ["cmdline", "environ"].some((file) => {
            const text = contentOf(`/proc/${pid}/${file}`);
            return marks.some((mark) => text.includes(mark));
        });
    const pidsOf = (line: string) => Array.from(line.matchAll(/,pid=(\d+),/g), ([, pid]) => pid ?? "");
    const lines = stdout.split("\n").filter((line) => pidsOf(line).some(isOurs));
    return lines.map((line) => line.split(/\s+/)[4] ?? "");
}

const intruder = `
    const { readFileSync, readdirSync } = require("node:fs");
    const { connect } = require("node:net");
    process.setgroups([]);
    process.setgid(${nobody});
    process.setuid(${nobody});
    for (const path of process.argv.slice(1)) {
        try { readFileSync(path); console.log("read", path); } catch {}
        try { readdirSync(path); console.log("listed", path); } catch {}
        connect(path).on("connect", function () { console.log("connected", path); this.destroy(); }).on("error", () => {});
    }
`;

/** What another user of the machine can do with files, folders and sockets. */
export async function intrusions(paths: string[]): Promise<string[]> {
    const { stdout } = await run(process.execPath, ["-e", intruder, ...paths]);
    return stdout.split("\n").filter(Boolean);
}

/** What ends meanwhile has nothing to show. */
function contentOf(path: string): string {
    try {
        return readFileSync(path, "latin1");
    } catch {
        return "";
    }
}

function entriesOf(folder: string): string[] {
    try {
        return readdirSync(folder);
    } catch {
        return [];
    }
}
