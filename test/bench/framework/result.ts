import { type Bench } from "./bench";

type Compared = Pick<Bench, "name" | "unit" | "peerName" | "goal">;

/** The figures of one round in the bench's unit. Ours does not include what is subtracted. */
export interface Round {
    ours: number;
    peer: number;
}

/** One line of `build/bench.json`. The figures are null if the bench could not run. */
export interface Result {
    name: string;
    unit: string;
    ours: number | null;
    peer: number | null;
    peerName: string;
    /** Our figure divided by the peer's. */
    ratio: number | null;
    goal: number;
    ok: boolean;
}

export function resultOf({ name, unit, peerName, goal }: Compared, rounds: Round[]): Result {
    const ours = median(rounds.map((round) => round.ours));
    const peer = median(rounds.map((round) => round.peer));
    const ratio = ours / peer;
    return {
        name,
        unit,
        ours: rounded(ours),
        peer: rounded(peer),
        peerName,
        ratio: rounded(ratio),
        goal,
        ok: ratio <= goal,
    };
}

export function failedResult({ name, unit, peerName, goal }: Compared): Result {
    return { name, unit, ours: null, peer: null, peerName, ratio: null, goal, ok: false };
}

export function median(values: number[]): number {
    if (values.length === 0) throw new Error("There is no median of nothing.");
    const sorted = values.toSorted((one, other) => one - other);
    const middle = (sorted.length - 1) / 2;
    return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

function rounded(value: number): number {
    return Math.round(value * 1_000) / 1_000;
}
