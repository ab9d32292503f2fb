import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import { Failure } from "../failure";
import { pulumiMissing } from "./pulumi-missing";
import { environmentOf, partsOf, type StackParts } from "./stack-parts";

const run = promisify(execFile);

/** The options of every command that reads a stack. */
export const stackOptions = {
    stack: {
        type: "string",
        short: "s",
        value: "name",
        summary: "Stack to read; by default the one selected in this folder",
    },
} as const;

/** Reads the clusters and endpoints of a stack from Pulumi. Default: the stack that is selected in this folder. */
async function readStack(stack: string | undefined): Promise<StackParts> {
    return partsOf(await exportStack(stack));
}

/**
 * Returns the output of `pulumi stack export`, which may contain secrets.
 *
 * @param limitMs the time limit for Pulumi, which may wait for its backend. Default: none.
 */
export async function exportStack(stack: string | undefined, limitMs = 0): Promise<string> {
    const args = ["stack", "export", "--non-interactive", ...(stack === undefined ? [] : ["--stack", stack])];
    try {
        const { stdout } = await run("pulumi", args, { maxBuffer: 2 ** 30, timeout: limitMs });
        return stdout;
    } catch (error) {
        const { code, stderr, killed } = error as { code?: unknown; stderr?: string; killed?: boolean };
        if (code === "ENOENT") throw pulumiMissing(error);
        if (stderr === undefined) throw error;
        throw new Failure(`The stack${stack === undefined ? "" : ` ${stack}`} cannot be read.`, {
            why: killed ? `Pulumi did not answer within ${limitMs / 1_000} s` : stderr.trim().split("\n").slice(-3),
            next: "run it in the folder of the Pulumi program, or name a stack with --stack (pulumi stack ls shows them)",
            cause: error,
        });
    }
}

/** The environment of a process on this machine that uses the stack's clusters and endpoints. */
export async function stackEnvironment(stack: string | undefined): Promise<Record<string, string>> {
    const parts = await readStack(stack);
    if (parts.clusters.length + parts.endpoints.length === 0) {
        throw new Failure("The stack has no clusters and no endpoints.", {
            next: "run pulumi up; or choose another stack with --stack",
        });
    }
    const environment = environmentOf(parts);
    const lost = parts.clusters.filter(({ kubeconfigPath = "" }) => !existsSync(kubeconfigPath));
    if (lost.length > 0) {
        throw new Failure(`The kubeconfig of ${lost.map(({ name }) => name).join(", ")} is not on this machine.`, {
            why: lost.map(({ kubeconfigPath = "" }) => `there is no ${kubeconfigPath}`),
            next: "run pulumi up, here: it writes the file again",
        });
    }
    return environment;
}
