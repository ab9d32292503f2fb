import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

export interface CommandOptions {
    folder?: string;
    environment?: NodeJS.ProcessEnv;
    /** Kills the command with all its child processes. */
    signal?: AbortSignal;
}

const shownLines = 20;

/** Runs a command and waits for its end. A failure contains the last lines of its output. */
export async function command(name: string, args: string[], options: CommandOptions = {}): Promise<string> {
    const { folder, environment, signal } = options;
    signal?.throwIfAborted();
    // The command has its own process group, so that Ctrl-C reaches only the benchmarks, which decide what happens to
    // the command.
    const child = spawn(name, args, {
        cwd: folder,
        env: { ...process.env, ...environment },
        stdio: ["ignore", "pipe", "pipe"],
        detached: true,
    });
    const kill = () => child.pid !== undefined && process.kill(-child.pid, "SIGKILL");
    signal?.addEventListener("abort", kill);
    try {
        const exited = new Promise<number | null>((resolve, reject) => {
            child.on("error", reject).on("close", resolve);
        });
        const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
        signal?.throwIfAborted();
        if (code === 0) return output;
        const lines = `${output}\n${errors}`.trim().split("\n").slice(-shownLines);
        throw new Error(`${[name, ...args].join(" ")} failed (exit code ${String(code)}):\n${lines.join("\n")}`);
    } finally {
        signal?.removeEventListener("abort", kill);
    }
}
