import { type ParseArgsOptionsConfig } from "node:util";

/** One of the things that the command line does. */
export interface Command {
    name: string;
    /** For the list of commands. */
    summary: string;
    /** What `--help` prints. */
    usage: string;
    /** Beside `--help`. */
    options: ParseArgsOptionsConfig;
    /** Words that may follow the command's name, for completion. */
    positionals?: string[];
    /** Does it, and gives the exit code; without one it is 0. */
    run(given: Given): Promise<number | undefined>;
}

/** What a command line gives a command. */
export interface Given {
    /** Words that are no options. */
    positionals: string[];
    options: Record<string, string | boolean | undefined>;
    /** What follows `--`. */
    rest: string[];
}

export function print(text: string): void {
    process.stdout.write(`${text}\n`);
}

/** For what is no result: results alone can be piped on. */
export function printError(text: string): void {
    process.stderr.write(`pulumi-k3s: ${text}\n`);
}

export function printJson(value: unknown): void {
    print(JSON.stringify(value, undefined, 2));
}
