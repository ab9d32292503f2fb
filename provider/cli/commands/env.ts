import { type Command, print, printJson } from "../command";
import { stackEnvironment, stackOptions } from "../stack/read-stack";
import { UsageError } from "../usage-error";

const usage = `Usage: npx pulumi-k3s env [--stack <name>] [--format shell|dotenv|json]

Prints the environment that the clusters and endpoints of a stack give to a process on this machine. None of it is
secret: credentials are in the files that KUBECONFIG names.

  eval "$(npx pulumi-k3s env)"
  npx pulumi-k3s env --format dotenv > .env

Options:
  -s, --stack <name>  the stack; by itself the one that is selected in this folder
  --format <format>   shell: lines to be evaluated by sh, bash or zsh (the default); dotenv: a .env file; json
  --json              the same as --format json
`;

const formats: Record<string, (environment: Record<string, string>) => void> = {
    shell: (environment) => print(asShell(environment)),
    dotenv: (environment) => print(asDotenv(environment)),
    json: printJson,
};

export const env: Command = {
    name: "env",
    summary: "prints the environment that they give, for a shell, a .env file or JSON",
    usage,
    options: {
        ...stackOptions,
        format: { type: "string", default: "shell" },
        json: { type: "boolean", default: false },
    },
    run: async ({ positionals, options }) => {
        if (positionals[0] !== undefined)
            throw new UsageError(`env takes no arguments, but was given "${positionals[0]}"`);
        const format = options.json === true ? "json" : String(options.format);
        const show = formats[format];
        if (!show) throw new UsageError(`--format must be ${Object.keys(formats).join(", ")}, but is "${format}"`);
        show(await stackEnvironment(options.stack as string | undefined));
        return 0;
    },
};

/** Names with dashes are left out: no shell knows them, and each has a twin. */
function asShell(environment: Record<string, string>): string {
    return Object.entries(environment)
        .filter(([name]) => /^\w+$/.test(name))
        .map(([name, value]) => `export ${name}='${value.replaceAll("'", String.raw`'\''`)}'`)
        .join("\n");
}

/** In single quotes nothing is expanded; what has such a quote stands in double ones. */
function asDotenv(environment: Record<string, string>): string {
    return Object.entries(environment)
        .map(([name, value]) => `${name}=${value.includes("'") ? JSON.stringify(value) : `'${value}'`}`)
        .join("\n");
}
