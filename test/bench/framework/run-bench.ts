import { type Bench, type Contest, type Side } from "./bench";
import { type Progress } from "./progress";
import { type Round } from "./result";

/** Times both sides in turn, so that what else the machine does falls on both. Tidies up however it ends. */
export async function runBench(
    bench: Bench,
    rounds: number,
    progress: Progress,
    signal: AbortSignal,
): Promise<Round[]> {
    const deferred: (() => Promise<unknown>)[] = [];
    try {
        const contest = await progress.during(`${bench.name}: preparing`, () =>
            bench.prepare({ signal, defer: (tidyUp) => void deferred.push(tidyUp) }),
        );
        const done: Round[] = [];
        while (done.length < rounds) {
            const label = `${bench.name}: round ${done.length + 1} of ${rounds}`;
            done.push(await round(contest, label, progress, signal));
        }
        return done;
    } finally {
        await progress.during(`${bench.name}: tidying up`, () => all(deferred.reverse()));
    }
}

async function round(contest: Contest, label: string, progress: Progress, signal: AbortSignal): Promise<Round> {
    const times = { takenOff: 0, ours: 0, peer: 0 };
    for (const name of ["takenOff", "ours", "peer"] as const) {
        const side = contest[name];
        if (!side) continue;
        signal.throwIfAborted();
        times[name] = await timed(side, `${label}, ${names[name]}`, progress);
    }
    return { ours: times.ours - times.takenOff, peer: times.peer };
}

const names = { takenOff: "taken off", ours: "ours", peer: "peer" };

async function timed(side: Side, label: string, progress: Progress): Promise<number> {
    await side.before?.();
    let milliseconds = 0;
    await progress.during(label, async () => {
        const since = performance.now();
        await side.run();
        milliseconds = performance.now() - since;
    });
    await side.after?.();
    return milliseconds;
}

/** Does them all, one after the other, and fails with what failed. */
async function all(actions: (() => Promise<unknown>)[]): Promise<void> {
    const errors: unknown[] = [];
    for (const action of actions) await action().catch((error: unknown) => errors.push(error));
    if (errors.length > 0) throw new AggregateError(errors, errors.map(String).join("\n"));
}
