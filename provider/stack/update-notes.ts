import { mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { userFolder } from "../../shared/user-folder";
import { ownerPath } from "../../shared/owner";

/*
 * What a running `pulumi up` or `destroy` is doing: a small file for each process that works for it, while it has something to
 * do. A process that is killed leaves its file, which counts for nothing: nobody of that number runs any more, or somebody who
 * was started at another time.
 */

/** One process' file. */
export interface UpdateNote {
    pid: number;
    /** Tells a process from a later one of the same number; empty where the system does not tell. */
    startedAs: string;
    /** `project/stack`; the project alone until an operation has told it. */
    stack: string;
    /** RFC 3339. */
    since: string;
    lines: { time: string; text: string }[];
}

const keptLines = 30;
/** A message is a line on a display. */
const longestText = 500;

/** The folder that all processes of a user have theirs in. */
function notesFolder(): string {
    return join(userFolder(), "updates");
}

let note: UpdateNote | undefined;
let running = 0;
let isSure = false;

/**
 * Hears of the stack that this process works for, by the properties of its resources. Only a Daemon's are sure to be of a
 * cluster of this stack: a stack may use the clusters of others.
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

/** What this process tells while it works. */
export function noteProgress(text: string): void {
    const { lines } = ownNote();
    lines.push({ time: new Date().toISOString(), text: text.slice(0, longestText) });
    if (lines.length > keptLines) lines.shift();
    write();
}

/** While this runs, the stack is being updated. */
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

/** What is going on now, by the processes that run. */
export async function readUpdateNotes(): Promise<UpdateNote[]> {
    const folder = notesFolder();
    const names = (await readdir(folder).catch(() => [])).filter((name) => /^\d+\.log$/.test(name));
    const notes = await Promise.all(
        names.map(async (name) => {
            try {
                const found = JSON.parse(await readFile(join(folder, name), "utf8")) as UpdateNote;
                return runs(found) ? [found] : [];
            } catch {
                // It has just gone, or is being written: the next look has it.
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

/** Pulumi tells dynamic providers no more than that. */
function ownProject(): string {
    return process.env.PULUMI_NODEJS_PROJECT ?? process.env.PULUMI_PROJECT ?? "";
}

function begin(): void {
    try {
        for (const name of readdirSync(notesFolder())) removeUnlessRuns(join(notesFolder(), name));
    } catch {
        // There is none.
    }
    write();
}

function removeUnlessRuns(path: string): void {
    try {
        if (runs(JSON.parse(readFileSync(path, "utf8")) as UpdateNote)) return;
    } catch {
        // It is being written, or nobody's.
        return;
    }
    rmSync(path, { force: true });
}

/** Nothing is left where nothing was. */
function end(): void {
    try {
        rmSync(pathOf(process.pid), { force: true });
        for (const folder of [notesFolder(), userFolder()]) rmdirSync(folder);
    } catch {
        // There is something else in it.
    }
}

/** What cannot be written is not worth failing for. */
function write(): void {
    if (running === 0) return;
    try {
        mkdirSync(notesFolder(), { recursive: true, mode: 0o700 });
        writeFileSync(pathOf(process.pid), JSON.stringify(ownNote()), { mode: 0o600 });
    } catch {
        // Then nobody sees it.
    }
}

function pathOf(pid: number): string {
    // Of logs the folder's other readers take no notice.
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

/** When a process was started, in ticks since the machine's start: field 22 of Linux' `/proc/PID/stat`. */
function startOf(pid: number): string {
    try {
        const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
        // The name of the program, in parentheses, may have anything in it.
        return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
    } catch {
        return "";
    }
}
