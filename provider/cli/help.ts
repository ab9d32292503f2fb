import { type Command, type Option } from "./command";

/** Returns the help of a command. */
export function helpOf(command: Command): string {
    const { name, operands, description, actions = [], options, exitCodes } = command;
    const optionRows = Object.entries(options).map(([option, about]) => [flagsOf(option, about), summaryOf(about)]);
    const actionRows = actions.map((action) => [words(action.name, action.operands), action.summary]);
    return [
        words("Usage: npx pulumi-k3s", name, operands, optionRows.length > 0 ? "[options]" : undefined),
        description.trim(),
        ...table("Commands", actionRows),
        ...table("Options", optionRows),
        ...(exitCodes === undefined ? [] : [`Exit codes: ${exitCodes}`]),
    ].join("\n\n");
}

/** Returns the output of `npx pulumi-k3s --help`. */
export function overview(commands: Command[]): string {
    return [
        "Usage: npx pulumi-k3s <command> [options]",
        ...table(
            "Commands",
            commands.map(({ name, summary }) => [name, summary]),
        ),
        ...table("Options", [
            ["--help", "Print this; after a command, what the command takes"],
            ["--version", "Print the package's version"],
        ]),
        "Exit codes: 0 done, 1 failed, 2 wrong arguments; of run, those of its command.",
    ].join("\n\n");
}

function flagsOf(name: string, option: Option): string {
    const flag = option.short === undefined ? `--${name}` : `-${option.short}, --${name}`;
    return option.type === "string" ? `${flag} <${option.value}>` : flag;
}

function summaryOf(option: Option): string {
    return option.type === "string" && option.default !== undefined
        ? `${option.summary} (default: ${option.default})`
        : option.summary;
}

function table(title: string, rows: string[][]): string[] {
    if (rows.length === 0) return [];
    const width = Math.max(...rows.map(([left = ""]) => left.length));
    return [[`${title}:`, ...rows.map(([left = "", right = ""]) => `  ${left.padEnd(width)}  ${right}`)].join("\n")];
}

function words(...parts: (string | undefined)[]): string {
    return parts.filter(Boolean).join(" ");
}
