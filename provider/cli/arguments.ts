import { parseArgs } from "node:util";
import { UsageError } from "./usage";

export type Command = "list" | "start" | "stop" | "logs";

/** What a command line asks for. */
export interface Request {
    command: Command | "help" | "version";
    names: string[];
    cluster?: string;
    lines: number;
    json: boolean;
}

const commands: Command[] = ["list", "start", "stop", "logs"];

/** Reads a command line; a {@link UsageError} where it makes no sense. */
export function readArguments(args: string[]): Request {
    const { values, positionals } = parse(args);
    const [area, command = "list", ...names] = positionals;
    const request = { names, cluster: values.cluster, lines: lines(values.lines), json: values.json };
    if (values.version) return { ...request, command: "version" };
    if (values.help || area === undefined || area === "help") return { ...request, command: "help" };
    if (area !== "endpoints") throw new UsageError(`there is no "${area}", only "endpoints"`);
    if (!isCommand(command)) throw new UsageError(`endpoints has no "${command}", only ${commands.join(", ")}`);
    if (command === "stop" && names.length === 0) throw new UsageError("stop needs the names of endpoints");
    if (command === "logs" && names.length !== 1) throw new UsageError("logs needs the name of one endpoint");
    if (command === "list" && names.length > 0) throw new UsageError("list takes no names");
    return { ...request, command };
}

function parse(args: string[]) {
    try {
        return parseArgs({
            args,
            allowPositionals: true,
            options: {
                cluster: { type: "string" },
                lines: { type: "string", default: "100" },
                json: { type: "boolean", default: false },
                help: { type: "boolean", short: "h", default: false },
                version: { type: "boolean", default: false },
            },
        });
    } catch (error) {
        throw new UsageError((error as Error).message);
    }
}

function isCommand(word: string): word is Command {
    return (commands as string[]).includes(word);
}

function lines(text: string): number {
    const number = Number(text);
    if (Number.isInteger(number) && number > 0) return number;
    throw new UsageError(`--lines must be a whole number above 0, but is "${text}"`);
}
