import { readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { forwarderFolder, pidPath } from "../../../shared/forwarder-paths";
import { userFolder } from "../../../shared/user-folder";
import { docker, kubectl } from "../../e2e/support/docker";
import { describeLoad, describeMachine } from "../framework/machine";
import { Progress } from "../framework/progress";
import { Shared } from "../framework/shared";
import { places, project, server } from "../endpoints/places";
import { proportionalMebibytes } from "../endpoints/process-memory";
import { exchange, type Tally } from "./exchange";
import { isFlat } from "./memory-trend";

const defaultMinutes = 30;
const workers = 4;
const churnEveryMs = 15_000;
const sampleEveryMs = 30_000;
const ways = ["node", "api"] as const;

const progress = new Progress();

/**
 * Puts constant load on both kinds of endpoints while pods are replaced. Returns an exit code that says whether a byte
 * was lost or memory grew.
 */
async function soak(minutes: number, signal: AbortSignal, shared: Shared): Promise<number> {
    console.log(`${await describeMachine()}; ${describeLoad()} before; for ${minutes} minutes`);
    const at = await progress.during("preparing", () => places({ shared: shared.get }));
    await kubectl(server, "scale", "deployment/contract", "--replicas=2");
    await kubectl(server, "rollout", "status", "deployment/contract", "--timeout=120s");

    const stop = AbortSignal.any([signal, AbortSignal.timeout(minutes * 60_000)]);
    const tallies = { node: emptyTally(), api: emptyTally() };
    const memory: Record<(typeof ways)[number], number[]> = { node: [], api: [] };
    const carriers = { api: forwarder, node: relay };
    const loads = ways.flatMap((way) => Array.from({ length: workers }, () => exchange(at[way], tallies[way], stop)));
    const sampling = every(sampleEveryMs, stop, async () => {
        for (const way of ways) memory[way].push(await proportionalMebibytes(await carriers[way]()));
        console.log(ways.map((way) => line(way, tallies[way], memory[way])).join("   "));
    });
    let churned = 0;
    const churning = every(churnEveryMs, stop, async () => {
        await killOnePod();
        churned++;
    });
    await Promise.all([...loads, sampling, churning]);
    signal.throwIfAborted();

    const failures = ways.flatMap((way) => tallies[way].failures.map((failure) => `${way}: ${failure}`));
    for (const failure of failures.slice(0, 20)) console.log(failure);
    const growing = ways.filter((way) => !isFlat(memory[way]));
    console.log(`${churned} pods killed, ${failures.length} failures, ${describeLoad()} after`);
    if (growing.length > 0) console.log(`memory grows: ${growing.join(", ")}`);
    return failures.length + growing.length > 0 ? 1 : 0;
}

function emptyTally(): Tally {
    return { exchanges: 0, bytes: 0, failures: [] };
}

function line(way: string, { exchanges, bytes, failures }: Tally, memory: number[]): string {
    const mebibytes = (bytes / (1 << 20)).toFixed(0);
    const used = memory.at(-1)?.toFixed(1) ?? "-";
    return `${way}: ${exchanges} exchanges, ${mebibytes} MiB, ${failures.length} failures, memory ${used} MiB`;
}

/** Repeats an action until it is stopped, also during the wait between two runs. */
async function every(milliseconds: number, stop: AbortSignal, action: () => Promise<void>): Promise<void> {
    for (;;) {
        await delay(milliseconds, undefined, { signal: stop }).catch(() => undefined);
        if (stop.aborted) return;
        await action();
    }
}

async function killOnePod(): Promise<void> {
    const names = await kubectl(
        server,
        "get",
        "pods",
        "-l",
        "app=contract",
        "-o",
        "jsonpath={.items[*].metadata.name}",
    );
    const [first = ""] = names.split(" ");
    await kubectl(server, "delete", "pod", first, "--wait=false");
    await kubectl(server, "rollout", "status", "deployment/contract", "--timeout=120s");
}

async function forwarder(): Promise<number[]> {
    const folder = forwarderFolder(userFolder(), `${project}/test/dev`);
    return [Number(await readFile(pidPath(folder), "utf8"))];
}

async function relay(): Promise<number[]> {
    const listed = await docker("top", `${project}-test-dev-endpoint-node`, "-o", "pid");
    return listed.split("\n").slice(1).map(Number);
}

function minutesOf({ MINUTES }: NodeJS.ProcessEnv): number {
    const minutes = MINUTES ? Number(MINUTES) : defaultMinutes;
    if (minutes > 0) return minutes;
    throw new Error(`MINUTES=${MINUTES ?? ""} is no number of minutes above 0.`);
}

const interrupt = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
        interrupt.abort(new Error("interrupted"));
    });
}

const shared = new Shared(interrupt.signal);
Promise.resolve()
    .then(() => soak(minutesOf(process.env), interrupt.signal, shared))
    .finally(() => progress.during("tidying up", () => shared.tidyUp()))
    .then(
        (code) => process.exit(code),
        (error: unknown) => {
            console.error(`error: ${(error as Error).message}`);
            process.exit(interrupt.signal.aborted ? 130 : 1);
        },
    );
