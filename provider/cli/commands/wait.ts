import { type Command, type Given, printError } from "../command";
import { durationSeconds } from "../duration";
import { modelOptions, readModelOptions } from "../resources/model-options";
import { untilHealthy } from "../resources/until-healthy";
import { namesHelp } from "../../model/select";
import { untilInterrupted } from "../terminal/until-interrupted";
import { UsageError } from "../../usage-error";

const description = `
Wait until all of these are healthy, as pulumi up waits. What cannot become so by itself fails at once, with why. A name
that nothing has yet is waited for, too.

${namesHelp}
`;

/** The exit code with which shells report a process that SIGINT has ended. */
const interruptedCode = 130;

export const wait: Command = {
    name: "wait",
    summary: "Wait until releases, manifests, pods, nodes, endpoints or clusters are healthy, for scripts",
    operands: "<name...>",
    description,
    options: {
        ...modelOptions,
        timeout: {
            type: "string",
            value: "time",
            default: "5m",
            summary: "For how long at most, such as 60, 90s or 10m",
        },
    },
    exitCodes: "0 all are healthy; 1 not in time, or one has failed for good; 2 wrong arguments; 130 interrupted.",
    run: async (given) => {
        const { names, seconds } = readWait(given);
        const wanted = await readModelOptions(given);
        const { signal: interrupted, end } = untilInterrupted();
        const late = AbortSignal.timeout(seconds * 1_000);
        const signal = AbortSignal.any([interrupted, late]);
        let told: string[] = [];
        const tell = (waitsFor: string[]) => {
            for (const line of waitsFor) if (!told.includes(line)) printError(line);
            told = waitsFor;
        };
        try {
            const verdict = await untilHealthy(names, wanted, signal, tell);
            if (verdict.isDone) for (const line of verdict.failures) printError(line);
            else if (late.aborted) printError(`not healthy within ${seconds} s: ${verdict.waitsFor.join("; ")}`);
            if (verdict.isDone) return verdict.failures.length === 0 ? 0 : 1;
            return late.aborted ? 1 : interruptedCode;
        } finally {
            end();
        }
    },
};

export function readWait({ positionals: names, options }: Given): { names: string[]; seconds: number } {
    if (names.length === 0)
        throw new UsageError("wait needs the name of a release, an endpoint, a cluster or the like");
    return { names, seconds: durationSeconds("--timeout", String(options.timeout)) };
}
