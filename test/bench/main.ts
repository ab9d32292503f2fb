import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Bench, type Group } from "./framework/bench";
import { describeLoad, describeMachine } from "./framework/machine";
import { fullRounds, type Options, readOptions } from "./framework/options";
import { Progress } from "./framework/progress";
import { failedResult, type Result, resultOf } from "./framework/result";
import { runBench } from "./framework/run-bench";
import { Shared } from "./framework/shared";
import { styleOf } from "./framework/style";
import { table, verdict } from "./framework/table";
import { cluster } from "./cluster";
import { endpoints } from "./endpoints";
import { network } from "./network";
import { releases } from "./releases";
import { see } from "./see";

const groups: Group[] = [cluster, releases, endpoints, network, see];
const file = join(__dirname, "../../build/bench.json");
const style = styleOf(process.stdout);
const progress = new Progress();

async function main({ groups, rounds }: Options, signal: AbortSignal): Promise<number> {
    const benches = groups.flatMap((group) => group.benches);
    console.log(`${await describeMachine()}; ${describeLoad()} before`);
    const shared = new Shared(signal);
    const results: Result[] = [];
    try {
        for (const bench of benches) results.push(await resultFor(bench, rounds, signal, shared));
    } finally {
        await progress.during("tidying up", () => shared.tidyUp());
    }
    console.log(`\n${table(results, style)}\n`);
    for (const { name, note } of benches) if (note) console.log(`${name}: ${note}`);
    console.log(`medians of ${rounds} rounds, ours and the peer's in turn; ${describeLoad()} after`);
    if (rounds < fullRounds) console.log(`a trial: figures need ${fullRounds} rounds`);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
    return exitCode(results);
}

async function resultFor(bench: Bench, rounds: number, signal: AbortSignal, shared: Shared): Promise<Result> {
    try {
        return resultOf(bench, await runBench(bench, rounds, progress, signal, shared));
    } catch (error) {
        signal.throwIfAborted();
        console.error(style.red(`${bench.name} could not run: ${(error as Error).message}`));
        return failedResult(bench);
    }
}

function exitCode(results: Result[]): number {
    const named = (wanted: string) =>
        results.filter((result) => verdict(result) === wanted).map(({ name, peerName }) => `${name} (${peerName})`);
    const [missed, failed] = [named("missed"), named("failed")];
    if (missed.length > 0) console.log(style.red(`missed: ${missed.join("; ")}`));
    if (failed.length > 0) console.log(style.red(`failed: ${failed.join("; ")}`));
    return missed.length + failed.length > 0 ? 1 : 0;
}

const interrupt = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
        if (interrupt.signal.aborted) process.exit(130);
        progress.say("interrupted: removing what was made; once more leaves it behind");
        interrupt.abort(new Error("interrupted"));
    });
}

Promise.resolve()
    .then(() => main(readOptions(process.env, groups), interrupt.signal))
    .then(
        (code) => process.exit(code),
        (error: unknown) => {
            console.error(style.red(`error: ${(error as Error).message}`));
            process.exit(interrupt.signal.aborted ? 130 : 1);
        },
    );
