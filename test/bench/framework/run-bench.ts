import { type Bench, type Contest, type Side, titleOf } from "./bench";
import { type Progress } from "./progress";
import { type Round } from "./result";
import { type Shared } from "./shared";
import { TidyUp } from "./tidy-up";

/** Runs both sides alternately, so that other load on the machine affects both. Cleans up however it ends. */
export async function runBench(
    bench: Bench,
    rounds: number,
    progress: Progress,
    signal: AbortSignal,
    shared: Shared,
): Promise<Round[]> {
    const tidying = new TidyUp();
    try {
        const contest = await progress.during(`${titleOf(bench)}: preparing`, () =>
            bench.prepare({ signal, defer: tidying.defer, shared: shared.get }),
        );
        const done: Round[] = [];
        while (done.length < rounds) {
            const label = `${titleOf(bench)}: round ${done.length + 1} of ${rounds}`;
            done.push(await round(bench, contest, label, progress, signal));
        }
        return done;
    } finally {
        await progress.during(`${titleOf(bench)}: tidying up`, () => tidying.run());
    }
}

async function round(
    bench: Bench,
    contest: Contest,
    label: string,
    progress: Progress,
    signal: AbortSignal,
): Promise<Round> {
    const figures = { takenOff: 0, ours: 0, takenOffPeer: 0, peer: 0 };
    for (const name of ["takenOff", "ours", "takenOffPeer", "peer"] as const) {
        const side = contest[name];
        if (!side) continue;
        signal.throwIfAborted();
        figures[name] = await figureOf(bench, side, `${label}, ${names[name]}`, progress);
    }
    return { ours: figures.ours - figures.takenOff, peer: figures.peer - figures.takenOffPeer };
}

const names = { takenOff: "taken off", ours: "ours", takenOffPeer: "taken off the peer", peer: "peer" };

async function figureOf({ unit, isMeasured }: Bench, side: Side, label: string, progress: Progress): Promise<number> {
    await side.before?.();
    const figure = await progress.during(label, async () => {
        const since = performance.now();
        const returned = await side.run();
        const milliseconds = performance.now() - since;
        if (isMeasured) return Number(returned);
        return unit === "s" ? milliseconds / 1_000 : milliseconds;
    });
    await side.after?.();
    return figure;
}
