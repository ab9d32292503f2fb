import { spawn } from "node:child_process";
import { constants } from "node:os";
import { type Command, printError } from "../command";
import { stackEnvironment, stackOptions } from "../../stack/read-stack";
import { telemetryEnvironment } from "../../dashboard/aspire/telemetry";
import { UsageError } from "../../usage-error";

const description = `
Run a command with the environment that the clusters and endpoints of a stack give: KUBECONFIG with the paths of the
clusters' kubeconfigs, and services__<name>__url of each endpoint, with a twin in which dashes are underscores. All else
in its environment stays as it is. While pulumi-k3s dashboard --aspire runs, its telemetry goes there
(OTEL_EXPORTER_OTLP_…), unless it goes elsewhere already. It has the terminal, and gets the signals that this process
gets.
`;

const passedOn = ["SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGCONT"] as const;
/** Signals that a terminal sends to the command itself. */
const fromTerminal: readonly string[] = ["SIGINT", "SIGQUIT"];

export const run: Command = {
    name: "run",
    summary: "Run a command that uses the clusters and endpoints of a stack",
    operands: "[--stack <name>] -- <command> [argument...]",
    description,
    options: stackOptions,
    exitCodes: `those of the command; 128 and the number of the signal that ended it; 127 where there is no such command,
126 where it cannot be run; 1 where the stack cannot be read.`,
    run: async ({ positionals, options, rest: [command, ...args] }) => {
        if (positionals[0] !== undefined)
            throw new UsageError(`run needs its command after --: run -- ${positionals.join(" ")}`);
        if (command === undefined) throw new UsageError("run needs a command after --");
        const environment = await stackEnvironment(options.stack as string | undefined);
        return runWith({ ...(await telemetryEnvironment()), ...environment }, command, args);
    },
};

function runWith(environment: Record<string, string>, command: string, args: string[]): Promise<number> {
    const { promise, resolve } = Promise.withResolvers<number>();
    const child = spawn(command, args, { stdio: "inherit", env: { ...process.env, ...environment } });
    for (const signal of passedOn) {
        process.on(signal, () => {
            if (!(process.stdin.isTTY && fromTerminal.includes(signal))) child.kill(signal);
        });
    }
    child.once("error", (error: NodeJS.ErrnoException) => {
        printError(error.code === "ENOENT" ? `there is no command "${command}"` : `${command}: ${error.message}`);
        resolve(error.code === "ENOENT" ? 127 : 126);
    });
    child.once("exit", (code, signal) => {
        resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
    return promise;
}
