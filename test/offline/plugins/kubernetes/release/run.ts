import { spawn } from "node:child_process";

export interface Result {
    exitCode: number;
    stdout: string;
    stderr: string;
}

/** Runs a program to its end; what is secret goes by standard input or by files that the environment names. */
export function run(
    command: string,
    args: string[],
    options: { env?: NodeJS.ProcessEnv; input?: string } = {},
): Promise<Result> {
    return new Promise((resolve, reject) => {
        const child = spawn(command, args, { env: { ...process.env, ...options.env }, stdio: "pipe" });
        const output = { stdout: "", stderr: "" };
        child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
        child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
        // A program that fails early does not read its input; its exit code tells why.
        child.stdin.on("error", () => undefined);
        child.on("error", (error) => {
            reject(new Error(`cannot run ${command}: ${error.message}`, { cause: error }));
        });
        child.on("close", (exitCode) => {
            resolve({ exitCode: exitCode ?? 1, ...output });
        });
        child.stdin.end(options.input ?? "");
    });
}
