import { followModel, type ModelOptions, readModel } from "../../model/model";
import { type Resource } from "../../model/resource";
import { type Command, type Given, printError } from "../command";
import { durationSeconds } from "../duration";
import { followLogs } from "../../logs/follow-logs";
import { mergeLogs } from "../../logs/log-line";
import { LogOutput } from "../logs/log-output";
import { logSources, type LogSource } from "../../logs/log-sources";
import { readEachLog } from "../../logs/read-logs";
import { positiveNumber } from "../positive-number";
import { modelOptions, readModelOptions } from "../resources/model-options";
import { namesHelp, oneResource } from "../../model/select";
import { untilInterrupted } from "../terminal/until-interrupted";
import { UsageError } from "../../usage-error";

const description = `
Print logs: of a release, a manifest, a workload or a Service those of its pods; of a pod those of its containers; of a
node, a registry or a cache that of its Docker container; of endpoint/<name> that of its relay or its forwarder. Several
logs are printed as one, by time, each line with which log it is of. With --follow they go on when containers are
started again, and new pods are followed too.

${namesHelp}

Control characters in a log are spelled, and its colours left out.
`;

/** The arguments of `logs`. */
export interface LogsRequest {
    names: string[];
    follow: boolean;
    since?: string;
    tail?: number;
    pattern?: RegExp;
}

export const logs: Command = {
    name: "logs",
    summary: "Print or follow the logs of releases, manifests, Services, pods, nodes and endpoints",
    operands: "<name...>",
    description,
    options: {
        ...modelOptions,
        follow: { type: "boolean", short: "f", summary: "Go on with what is written, until it is interrupted" },
        since: {
            type: "string",
            value: "time",
            summary: "Only what was written within that time, such as 10m or 1h30m",
        },
        lines: {
            type: "string",
            value: "number",
            summary: "Number of lines of each log to begin with (100 without --since)",
        },
        grep: { type: "string", value: "pattern", summary: "Only lines that match this regular expression" },
    },
    run: async (given) => {
        const request = readLogs(given);
        const wanted = await readModelOptions(given);
        return request.follow ? follow(wanted, request) : printOnce(wanted, request);
    },
};

export function readLogs({ positionals: names, options }: Given, now = Date.now()): LogsRequest {
    if (names.length === 0) throw new UsageError("logs needs the name of a release, a pod, a node or the like");
    const { since, lines, grep, follow } = options as Record<string, string | undefined> & { follow?: unknown };
    const seconds = since === undefined ? undefined : durationSeconds("--since", since);
    const tail = lines ?? (seconds === undefined ? "100" : undefined);
    return {
        names,
        follow: follow === true,
        ...(seconds !== undefined && { since: new Date(now - seconds * 1_000).toISOString() }),
        ...(tail !== undefined && { tail: positiveNumber("--lines", tail) }),
        ...(grep !== undefined && { pattern: patternOf(grep) }),
    };
}

function patternOf(text: string): RegExp {
    try {
        return new RegExp(text, "u");
    } catch (error) {
        throw new UsageError(`--grep is no regular expression: ${(error as Error).message}`);
    }
}

async function printOnce(wanted: ModelOptions, { names, since, tail, pattern }: LogsRequest): Promise<number> {
    const { store } = await readModel(wanted);
    const resources = store.all();
    const sources = sourcesOf(names, resources);
    const { signal, end } = untilInterrupted();
    try {
        const read = await readEachLog(sources, { tail, since }, signal);
        const failed = read.filter(({ problem }) => problem !== undefined);
        for (const { source, problem = "" } of failed) printError(`the log of ${source.label}: ${problem}`);
        for (const { source, dropped } of read) {
            if (dropped > 0) printError(`the log of ${source.label}: ${leftOut(dropped)}`);
        }
        const output = new LogOutput(sources.length > 1, pattern, signal);
        const lines = read.map(({ source, lines }) => lines.map((line) => ({ ...line, label: source.label })));
        for (const { label, text } of mergeLogs(lines)) await output.write(label, text);
        return failed.length > 0 && failed.length === sources.length ? 1 : 0;
    } finally {
        end();
    }
}

function leftOut(count: number): string {
    return `its first ${count} lines are left out, for there are too many (--lines or --since asks for fewer)`;
}

function sourcesOf(names: string[], resources: Resource[]): LogSource[] {
    const sources = names.flatMap((name) => {
        const resource = oneResource(resources, name);
        const found = logSources(resource, resources);
        if (found.length === 0) printError(`${name} has no pods, and no log`);
        return found;
    });
    return [...new Map(sources.map((source) => [source.key, source])).values()];
}

async function follow(wanted: ModelOptions, { names, since, tail, pattern }: LogsRequest): Promise<number> {
    const { signal, end } = untilInterrupted();
    try {
        const { model, whole } = followModel(wanted, signal);
        await whole;
        if (signal.aborted) return 0;
        const resources = model.store.all();
        const chosen = names.map((name) => oneResource(resources, name));
        const isOne =
            chosen.length === 1 && chosen.every((its) => its.container !== undefined || its.kind === "endpoint");
        const output = new LogOutput(!isOne, pattern, signal);
        await followLogs(
            model,
            chosen.map(({ id }) => id),
            { reader: output, tail, since },
            signal,
        );
        return 0;
    } finally {
        end();
    }
}
