/** One of the things that the command line does. */
export interface Command {
    name: string;
    /** For the list of commands. */
    summary: string;
    /** What stands in the first line of its help after the name, but for the options. */
    operands?: string;
    /** The help's text: paragraphs of lines that fit 120 columns. */
    description: string;
    /** Where the first word after the name says what to do. */
    actions?: Action[];
    /** Beside `--help`. */
    options: Record<string, Option>;
    /** Whether it takes options only, and nothing else before `--`. */
    takesNothing?: boolean;
    exitCodes?: string;
    /** Does it, and gives the exit code; without one it is 0. */
    run(given: Given): Promise<number | undefined>;
}

export interface Action {
    name: string;
    operands?: string;
    summary: string;
}

/** As `parseArgs` of Node.js takes it, with what its line in the help says. */
export type Option = { short?: string; summary: string } & (
    | { type: "boolean" }
    | {
          type: "string";
          /** What the value is, as in `--lines <number>`. */
          value: string;
          default?: string;
          /** The only values. */
          choices?: readonly string[];
      }
);

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
