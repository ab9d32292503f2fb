import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, readlinkSync, rmSync, watch, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { type EngineEvent } from "@pulumi/pulumi/automation";

export type Operation = "up" | "refresh" | "destroy";
export type Signal = "SIGINT" | "SIGKILL";

const log = "events.jsonl";
/** What an engine that was told to end gives what it has begun, and something more. */
const endMs = 120_000;

/**
 * Runs an operation again and again. Each run is ended at a point of the engine's event log at which none was ended before,
 * until there is no such point any more, and one ends by itself.
 *
 * @param stride ends only at each so manieth point
 * @returns the points
 */
export async function interruptEverywhere(
    folder: string,
    operation: Operation,
    signal: Signal,
    stride: number,
): Promise<string[]> {
    const ended: string[] = [];
    const seen = new Set<string>();
    const isDue = (point: string) => {
        if (seen.has(point)) return false;
        seen.add(point);
        return seen.size % stride === 0;
    };
    for (;;) {
        const point = await interrupt(folder, operation, signal, isDue);
        if (point === undefined) return ended;
        ended.push(point);
    }
}

/** The point at which it was ended; undefined when it ended by itself. */
async function interrupt(
    folder: string,
    operation: Operation,
    signal: Signal,
    isDue: (point: string) => boolean,
): Promise<string | undefined> {
    writeFileSync(join(folder, log), "");
    const options = operation === "refresh" ? [] : ["--yes"];
    const engine = spawn("pulumi", [operation, ...options, "--skip-preview", "--stack", "test", "--event-log", log], {
        cwd: folder,
        env: { ...process.env, PULUMI_DEBUG_COMMANDS: "true", PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
        stdio: ["ignore", "pipe", "pipe"],
    });
    const output = Promise.all([text(engine.stdout), text(engine.stderr)]);
    const exited = once(engine, "exit");
    const point = await Promise.race([duePoint(join(folder, log), isDue, engine), exited.then(() => undefined)]);
    if (point === undefined) {
        if (engine.exitCode !== 0) throw new Error(`pulumi ${operation} failed:\n${(await output).join("\n")}`);
        return undefined;
    }
    engine.kill(signal);
    const late = setTimeout(() => engine.kill("SIGKILL"), endMs);
    await exited;
    clearTimeout(late);
    if (signal === "SIGINT" && engine.signalCode === "SIGKILL") {
        throw new Error(`pulumi ${operation} did not end within ${endMs / 1_000} s of ${signal}, ${point}`);
    }
    // The lock of an engine that was killed is Pulumi's own matter.
    await promisify(execFile)("pulumi", ["cancel", "--yes", "--stack", "test"], { cwd: folder });
    return point;
}

/** Resolves as soon as one is in the log. */
function duePoint(path: string, isDue: (point: string) => boolean, engine: ChildProcess): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string>();
    let read = 0;
    const look = () => {
        const bytes = readFileSync(path).subarray(read);
        const whole = bytes.subarray(0, bytes.lastIndexOf("\n") + 1);
        read += whole.length;
        for (const line of whole.toString().split("\n").filter(Boolean)) {
            const point = pointOf(JSON.parse(line) as EngineEvent);
            if (point === undefined || !isDue(point)) continue;
            watcher.close();
            resolve(point);
            return;
        }
    };
    const watcher = watch(path, look);
    engine.once("exit", () => watcher.close());
    look();
    return promise;
}

function pointOf({ resourcePreEvent, resOutputsEvent }: EngineEvent): string | undefined {
    const metadata = (resourcePreEvent ?? resOutputsEvent)?.metadata;
    if (!metadata || ["same", "read"].includes(metadata.op)) return undefined;
    const [kind, name] = [metadata.type.split(":").at(-1) ?? "", metadata.urn.split("::").at(-1) ?? ""];
    return `${resourcePreEvent ? "before" : "after"} ${metadata.op} ${kind} ${name}`;
}

/** Pulumi's own processes for programs and dynamic resources outlive an engine that was killed. */
export function endOrphans(folder: string): void {
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
        if (workingFolder(pid)?.startsWith(folder)) process.kill(Number(pid), "SIGKILL");
    }
    rmSync(join(folder, log), { force: true });
}

function workingFolder(pid: string): string | undefined {
    try {
        return readlinkSync(`/proc/${pid}/cwd`);
    } catch {
        return undefined; // it has ended
    }
}
