import { GracePeriod } from "../../diagnostics/grace-period";
import { followModel } from "../../model/model";
import { type Resource } from "../../model/resource";
import { type Command, type Given, printError } from "../command";
import { durationSeconds } from "../duration";
import { modelOptions, readModelOptions } from "../resources/model-options";
import { findResource, namesHelp } from "../../model/select";
import { lineOf } from "../resources/table";
import { untilInterrupted } from "../terminal/until-interrupted";
import { UsageError } from "../../usage-error";

const description = `
Wait until all of these are healthy, as pulumi up waits. What cannot become so by itself fails at once, with why. A name
that nothing has yet is waited for, too.

${namesHelp}
`;

/** As a shell tells of a process that SIGINT has ended. */
const interruptedCode = 130;
/** Time itself decides what has lasted too long. */
const recheckMs = 1_000;

/** What a wait comes to. */
export type Verdict = { isDone: false; waitsFor: string[] } | { isDone: true; failures: string[] };

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
        const { promise, resolve, reject } = Promise.withResolvers<Verdict | undefined>();
        signal.addEventListener("abort", () => resolve(undefined), { once: true });
        const { model, whole } = followModel(wanted, signal);
        const gracePeriod = new GracePeriod();
        let last: string[] = [];
        const look = () => {
            try {
                const verdict = judge(names, model.store.all(), gracePeriod);
                if (verdict.isDone) resolve(verdict);
                else last = tellNews(last, verdict.waitsFor);
            } catch (error) {
                // A name that several have.
                reject(error);
            }
        };
        await whole;
        look();
        model.store.follow(look, signal);
        const timer = setInterval(look, recheckMs);
        try {
            const verdict = await promise;
            if (verdict?.isDone && verdict.failures.length === 0) return 0;
            if (verdict?.isDone) for (const line of verdict.failures) printError(line);
            else if (late.aborted) printError(`not healthy within ${seconds} s: ${last.join("; ")}`);
            return verdict || late.aborted ? 1 : interruptedCode;
        } finally {
            clearInterval(timer);
            end();
        }
    },
};

export function readWait({ positionals: names, options }: Given): { names: string[]; seconds: number } {
    if (names.length === 0)
        throw new UsageError("wait needs the name of a release, an endpoint, a cluster or the like");
    return { names, seconds: durationSeconds("--timeout", String(options.timeout)) };
}

/** Whether all that is named is healthy, or some of it has failed for good. */
export function judge(names: string[], resources: Resource[], gracePeriod: GracePeriod, nowMs = Date.now()): Verdict {
    const looked = names.map((name) => ({ name, resource: findResource(resources, name) }));
    const open = looked.filter(({ resource }) => resource?.health !== "healthy");
    if (open.length === 0) return { isDone: true, failures: [] };
    const failed = open.filter(
        ({ resource }) => resource && gracePeriod.isOver(resource.id, resource.terminalAfterSeconds, nowMs),
    );
    const tell = ({ name, resource }: (typeof open)[number]) =>
        resource ? lineOf(resource) : `there is no ${name} yet`;
    if (failed.length > 0) return { isDone: true, failures: failed.map(tell) };
    return { isDone: false, waitsFor: open.map(tell) };
}

function tellNews(before: string[], now: string[]): string[] {
    for (const line of now) if (!before.includes(line)) printError(line);
    return now;
}
