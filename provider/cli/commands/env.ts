import { type Command, print, printJson } from "../command";
import { stackEnvironment, stackOptions } from "../../stack/read-stack";
import { telemetryEnvironment } from "../../dashboard/aspire/telemetry";

const description = `
Print the environment that the clusters and endpoints of a stack give to a process on this machine. None of it is
secret: credentials are in the files that KUBECONFIG names. While pulumi-k3s dashboard --aspire runs, it has
OTEL_EXPORTER_OTLP_… too, by which telemetry goes there, with a key that opens nothing else.

  eval "$(npx pulumi-k3s env)"
  npx pulumi-k3s env --format dotenv > .env
`;

const formats: Record<string, (environment: Record<string, string>) => void> = {
    shell: (environment) => print(asShell(environment)),
    dotenv: (environment) => print(asDotenv(environment)),
    json: printJson,
};

export const env: Command = {
    name: "env",
    summary: "Print that environment for a shell, a .env file or as JSON",
    description,
    takesNothing: true,
    options: {
        ...stackOptions,
        format: {
            type: "string",
            value: "format",
            default: "shell",
            choices: Object.keys(formats),
            summary: "shell: lines for sh, bash or zsh to evaluate; dotenv: a .env file; json",
        },
        json: { type: "boolean", summary: "The same as --format json" },
    },
    run: async ({ options }) => {
        const show = formats[options.json === true ? "json" : String(options.format)];
        const environment = await stackEnvironment(options.stack as string | undefined);
        show?.({ ...(await telemetryEnvironment()), ...environment });
        return 0;
    },
};

/** Formats lines for a shell. Leaves out names with dashes, which no shell allows: each has a twin without. */
function asShell(environment: Record<string, string>): string {
    return Object.entries(environment)
        .filter(([name]) => /^\w+$/.test(name))
        .map(([name, value]) => `export ${name}='${value.replaceAll("'", String.raw`'\''`)}'`)
        .join("\n");
}

/** Formats a .env file. Values are in single quotes, where nothing is expanded; with a `'` in them, in double ones. */
function asDotenv(environment: Record<string, string>): string {
    return Object.entries(environment)
        .map(([name, value]) => `${name}=${value.includes("'") ? JSON.stringify(value) : `'${value}'`}`)
        .join("\n");
}
