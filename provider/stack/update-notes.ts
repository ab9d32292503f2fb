import { mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { userFolder } from "../../shared/user-folder";
import { ownerPath } from "../../shared/owner";

/*
 * Notes on what a running `pulumi up` or `pulumi destroy` is doing. Each process that works for it has a small file
 * while it has something to do. The file of a killed process is ignored: either no process has its number any more, or
 * the one that has it was started at another time.
 */

/** The content of one process's file. */
export interface UpdateNote {
    pid: number;
    /** Tells a process from a later one of the same number. Empty if the system does not provide it. */
    startedAs: string;
    /** `project/stack`, or the project alone until an operation names the stack. */
    stack: string;
    /** RFC 3339. */
    since: string;
    lines: { time: string; text: string }[];
}

const keptLines = 30;
/** The most characters of a message, which is one line on a screen. */
const longestText = 500;

/** The folder with the notes of all of a user's processes. */
function notesFolder(): string {
    return join(userFolder(), "updates");
}

let note: UpdateNote | undefined;
let running = 0;
let isSure = false;

/**
 * Notes the stack that this process works for, given the properties of a resource. Only a Daemon certainly belongs to a
 * cluster of this stack, since a stack may use clusters of other stacks.
 */
export function noteStack({ implementation, cluster, owner }: Record<string, unknown>): void {
    const isDaemon = String(implementation).endsWith(".Daemon");
    const path = isDaemon ? cluster : typeof owner === "string" ? ownerPath(owner) : undefined;
    const [, stack = "", project] = /^(([^/]+)\/[^/]+)\/[^/]+$/.exec(String(path)) ?? [];
    const isOwn = isDaemon || project === ownProject();
    if (stack === "" || isSure || !isOwn || ownNote().stack === stack) return;
    isSure = isDaemon;
    ownNote().stack = stack;
    write();
}

/** Adds a message to this process's note. */
export function noteProgress(text: string): void {
    const { lines } = ownNote();
    lines.push({ time: new Date().toISOString(), text: text.slice(0, longestText) });
    if (lines.length > keptLines) lines.shift();
    write();
}

/** Keeps this process's note on disk while `work` runs. */
export async function whileNoted<Value>(work: () => Promise<Value>): Promise<Value> {
    running += 1;
    if (running === 1) begin();
    try {
        return await work();
    } finally {
        running -= 1;
        if (running === 0) end();
    }
}

/** Reads the notes of the processes that run now. */
export async function readUpdateNotes(): Promise<UpdateNote[]> {
    const folder = notesFolder();
    const names = (await readdir(folder).catch(() => [])).filter((name) => /^\d+\.log$/.test(name));
    const notes = await Promise.all(
        names.map(async (name) => {
            try {
                const found = JSON.parse(await readFile(join(folder, name), "utf8")) as UpdateNote;
                return runs(found) ? [found] : [];
            } catch {
                // The file has just been deleted, or is being written; then the next call reads it.
                return [];
            }
        }),
    );
    return notes.flat();
}

function ownNote(): UpdateNote {
    const since = new Date(Date.now() - process.uptime() * 1_000).toISOString();
    note ??= { pid: process.pid, startedAs: startOf(process.pid), stack: ownProject(), since, lines: [] };
    return note;
}

/** The project of this process, which is all that Pulumi tells dynamic providers. */
function ownProject(): string {
    return process.env.PULUMI_NODEJS_PROJECT ?? process.env.PULUMI_PROJECT ?? "";
}

function begin(): void {
    try {
        for (const name of readdirSync(notesFolder())) removeUnlessRuns(join(notesFolder(), name));
    } catch {
        // There is no folder yet.
    }
    write();
}

function removeUnlessRuns(path: string): void {
    try {
        if (runs(JSON.parse(readFileSync(path, "utf8")) as UpdateNote)) return;
    } catch {
        // The file is being written, or is not a note.
        return;
    }
    rmSync(path, { force: true });
}

/** Removes this process's note, and folders that are empty then. */
function end(): void {
    try {
        rmSync(pathOf(process.pid), { force: true });
        for (const folder of [notesFolder(), userFolder()]) rmdirSync(folder);
    } catch {
        // A folder is not empty.
    }
}

/** Writes this process's note. Ignores failures: a note is not worth failing an update for. */
function write(): void {
    if (running === 0) return;
    try {
        mkdirSync(notesFolder(), { recursive: true, mode: 0o700 });
        writeFileSync(pathOf(process.pid), JSON.stringify(ownNote()), { mode: 0o600 });
    } catch {
        // Nobody sees the note then.
    }
}

function pathOf(pid: number): string {
    // The watches of the user's folder ignore `.log` files.
    return join(notesFolder(), `${pid}.log`);
}

function runs({ pid, startedAs }: UpdateNote): boolean {
    try {
        process.kill(pid, 0);
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
    }
    return startOf(pid) === startedAs;
}

/** When a process was started, in ticks since the machine's start: field 22 of `/proc/PID/stat` on Linux. */
function startOf(pid: number): string {
    try {
        const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
        // The name of the program, in parentheses, may contain spaces and parentheses.
        return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
    } catch {
        return "";
    }
}
