import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";

const main = join(__dirname, "../../../dist/provider/cli/main.js");

export interface Finished {
    code: number;
    stdout: string;
    stderr: string;
}

/** Starts the command line in a folder as npx does. Its output and exit code are available when it ends. */
export function startCommandLine(cwd: string, ...args: string[]) {
    const child = spawn(process.execPath, [main, ...args], {
        cwd,
        env: process.env,
        stdio: ["ignore", "pipe", "pipe"],
    });
    const code = new Promise<number>((resolve) =>
        child.once("exit", (code, signal) => resolve(signal ? -1 : (code ?? -1))),
    );
    const finished = Promise.all([code, text(child.stdout), text(child.stderr)]).then(
        ([code, stdout, stderr]): Finished => ({ code, stdout, stderr }),
    );
    return { child, finished };
}

export function commandLine(cwd: string, ...args: string[]): Promise<Finished> {
    return startCommandLine(cwd, ...args).finished;
}
