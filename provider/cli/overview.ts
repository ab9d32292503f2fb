import { type Command } from "./command";

/** What `npx pulumi-k3s --help` prints. */
export function overview(commands: Command[]): string {
    const width = Math.max(...commands.map(({ name }) => name.length));
    return [
        "Usage: npx pulumi-k3s <command> [options]",
        "",
        "Commands:",
        ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
        "",
        "Options:",
        "  --help     prints this; after a command, what the command takes",
        "  --version  prints the package's version",
        "",
        "Exit codes: 0 done, 1 failed, 2 wrong arguments; of run, those of its command.",
    ].join("\n");
}
