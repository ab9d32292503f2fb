import { parseArgs } from "node:util";
import { type Command, type Given } from "./command";
import { UsageError } from "./usage-error";

/** What a command line asks for. */
export type Request =
    { kind: "help"; command?: Command } | { kind: "version" } | { kind: "command"; command: Command; given: Given };

const general = {
    help: { type: "boolean", short: "h", default: false },
    version: { type: "boolean", default: false },
} as const;

/** Reads a command line; a {@link UsageError} where it makes no sense. */
export function readArguments(args: string[], commands: Command[]): Request {
    const end = args.includes("--") ? args.indexOf("--") : args.length;
    const [own, rest] = [args.slice(0, end), args.slice(end + 1)];
    const [name] = own;
    const command = commands.find((candidate) => candidate.name === name);
    if (!command) return withoutCommand(own, commands);
    const { values, positionals } = parse(own.slice(1), command);
    if (values.help) return { kind: "help", command };
    if (values.version) return { kind: "version" };
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

function parse(args: string[], { options }: Command) {
    try {
        const parsed = parseArgs({ args, allowPositionals: true, options: { ...general, ...options } });
        return parsed as { values: Given["options"]; positionals: string[] };
    } catch (error) {
        throw new UsageError((error as Error).message);
    }
}
