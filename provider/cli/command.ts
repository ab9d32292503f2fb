/** A command of the command line, such as `pulumi-k3s ps`. */
export interface Command {
    name: string;
    /** The text in the list of commands. */
    summary: string;
    /** The operands in the usage line of its help, between the name and the options. */
    operands?: string;
    /** The text of its help: paragraphs of lines of at most 120 columns. */
    description: string;
    /** The actions, if the first word after the name chooses one. */
    actions?: Action[];
    /** The options in addition to `--help`. */
    options: Record<string, Option>;
    /** Whether it takes no operands. */
    takesNothing?: boolean;
    exitCodes?: string;
    /** Runs the command. Returns its exit code. Default: 0. */
    run(given: Given): Promise<number | undefined>;
}

export interface Action {
    name: string;
    operands?: string;
    summary: string;
}

/** An option in the form for `parseArgs` of Node.js, with the text for the help. */
export type Option = { short?: string; summary: string } & (
    | { type: "boolean" }
    | {
          type: "string";
          /** The placeholder of the value in the help, as in `--lines <number>`. */
          value: string;
          default?: string;
          /** The allowed values. Default: any. */
          choices?: readonly string[];
      }
);

/** The arguments of a command. */
export interface Given {
    /** The operands. */
    positionals: string[];
    options: Record<string, string | boolean | undefined>;
    /** The words after `--`. */
    rest: string[];
}

export function print(text: string): void {
    process.stdout.write(`${text}\n`);
}

/** Prints a message to standard error, so that standard output contains results alone and can be piped. */
export function printError(text: string): void {
    process.stderr.write(`pulumi-k3s: ${text}\n`);
}

export function printJson(value: unknown): void {
    print(JSON.stringify(value, undefined, 2));
}
