import { type Command, print } from "../command";
import { UsageError } from "../../usage-error";

const description = `
Print a script that completes commands and options, for a shell that has pulumi-k3s on its PATH (npm install --global):

  source <(pulumi-k3s completion bash)     in ~/.bashrc
  source <(pulumi-k3s completion zsh)      in ~/.zshrc, after compinit
  pulumi-k3s completion fish | source      in ~/.config/fish/config.fish
`;

const shells: Record<string, (commands: Command[]) => string> = { bash, zsh, fish };

export function completion(commands: Command[]): Command {
    return {
        name: "completion",
        summary: "Print a script that completes commands and options in a shell",
        operands: "bash|zsh|fish",
        description,
        actions: Object.keys(shells).map((name) => ({ name, summary: `Print the script for ${name}` })),
        options: {},
        run: ({ positionals: [shell = ""] }) => {
            const script = shells[shell];
            if (!script) throw new UsageError(`completion needs a shell: ${Object.keys(shells).join(", ")}`);
            print(script(commands));
            return Promise.resolve(0);
        },
    };
}

function offeredFor({ actions = [], options }: Command): string[] {
    return [...actions.map(({ name }) => name), ...Object.keys(options).map((option) => `--${option}`), "--help"];
}

function bash(commands: Command[]): string {
    return [
        "_pulumi_k3s() {",
        "    local words",
        '    case "$COMP_CWORD:${COMP_WORDS[1]}" in',
        `        1:*) words="${[...commands.map(({ name }) => name), "--help", "--version"].join(" ")}" ;;`,
        ...commands.map((command) => `        *:${command.name}) words="${offeredFor(command).join(" ")}" ;;`),
        "    esac",
        '    mapfile -t COMPREPLY < <(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}")',
        "}",
        "complete -o default -F _pulumi_k3s pulumi-k3s",
    ].join("\n");
}

function zsh(commands: Command[]): string {
    return [
        "_pulumi_k3s() {",
        "    if (( CURRENT == 2 )); then",
        `        compadd -- ${[...commands.map(({ name }) => name), "--help", "--version"].join(" ")}`,
        "        return",
        "    fi",
        '    case "$words[2]" in',
        ...commands.map((command) => `        ${command.name}) compadd -- ${offeredFor(command).join(" ")} ;;`),
        "    esac",
        "}",
        "compdef _pulumi_k3s pulumi-k3s",
    ].join("\n");
}

function fish(commands: Command[]): string {
    const without = `not __fish_seen_subcommand_from ${commands.map(({ name }) => name).join(" ")}`;
    return commands
        .flatMap((command) => [
            `complete -c pulumi-k3s -n '${without}' -f -a ${command.name} -d ${quoted(command.summary)}`,
            `complete -c pulumi-k3s -n '__fish_seen_subcommand_from ${command.name}' -a '${offeredFor(command).join(" ")}'`,
        ])
        .join("\n");
}

function quoted(text: string): string {
    return `'${text.replaceAll(/['\\]/g, "\\$&")}'`;
}
