import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

const pollMs = 20;

/** Starts `pulumi up` and kills the engine, without a chance to record anything, as soon as something is there. */
export async function killedUp(folder: string, isThere: () => Promise<boolean>): Promise<void> {
    const engine = spawn("pulumi", ["up", "--yes", "--skip-preview", "--stack", "test"], {
        cwd: folder,
        stdio: ["ignore", "pipe", "inherit"],
    });
    const output = text(engine.stdout);
    const exited = once(engine, "exit");
    while (engine.exitCode === null && !(await isThere())) await delay(pollMs);
    if (engine.exitCode !== null) throw new Error(`pulumi up ended before it could be killed:\n${await output}`);
    engine.kill("SIGKILL");
    await exited;
    await promisify(execFile)("pulumi", ["cancel", "--yes", "--stack", "test"], { cwd: folder });
}
