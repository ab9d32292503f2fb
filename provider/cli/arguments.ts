import { parseArgs } from "node:util";
import { type Command, type Given } from "./command";
import { UsageError } from "../usage-error";

/** The meaning of a command line. */
export type Request =
    { kind: "help"; command?: Command } | { kind: "version" } | { kind: "command"; command: Command; given: Given };

const general = {
    help: { type: "boolean", short: "h", default: false },
    version: { type: "boolean", default: false },
} as const;

/** Parses a command line. Throws a {@link UsageError} if it is invalid. */
export function readArguments(args: string[], commands: Command[]): Request {
    const end = args.includes("--") ? args.indexOf("--") : args.length;
    const [own, rest] = [args.slice(0, end), args.slice(end + 1)];
    const [name] = own;
    const command = commands.find((candidate) => candidate.name === name);
    if (!command) return withoutCommand(own, commands);
    const { values, positionals } = parse(own.slice(1), command);
    if (values.help) return { kind: "help", command };
    if (values.version) return { kind: "version" };
    refuseWrong(command, values, positionals);
    return { kind: "command", command, given: { positionals, options: values, rest } };
}

function withoutCommand(args: string[], commands: Command[]): Request {
    const [name, about] = args;
    if (name === undefined || name === "-h" || name === "--help") return { kind: "help" };
    if (name === "--version") return { kind: "version" };
    const names = commands.map((command) => command.name);
    if (name === "help") {
        const command = commands.find((candidate) => candidate.name === about);
        if (about !== undefined && !command) throw unknown(about, names);
        return { kind: "help", command };
    }
    throw name.startsWith("-")
        ? new UsageError(`${name} needs a command before it: ${names.join(", ")}`)
        : unknown(name, names);
}

function unknown(name: string, names: string[]): UsageError {
    return new UsageError(`there is no command "${name}", only ${names.join(", ")}`);
}

function refuseWrong(command: Command, values: Given["options"], [first]: string[]): void {
    if (command.takesNothing === true && first !== undefined)
        throw new UsageError(`${command.name} takes no arguments, but was given "${first}"`);
    const actions = command.actions?.map(({ name }) => name) ?? [];
    if (actions.length > 0 && first !== undefined && !actions.includes(first))
        throw new UsageError(`${command.name} has no "${first}", only ${actions.join(", ")}`);
    for (const [name, option] of Object.entries(command.options)) {
        const value = values[name];
        if (value === "") throw new UsageError(`--${name} is empty`);
        if (option.type === "string" && value !== undefined && option.choices?.includes(String(value)) === false)
            throw new UsageError(`--${name} must be ${option.choices.join(", ")}, but is "${String(value)}"`);
    }
}

function parse(args: string[], { options }: Command) {
    try {
        const parsed = parseArgs({ args, allowPositionals: true, options: { ...general, ...options } });
        return parsed as { values: Given["options"]; positionals: string[] };
    } catch (error) {
        throw new UsageError((error as Error).message);
    }
}
