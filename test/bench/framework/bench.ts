/** One side of a comparison. Only `run` is timed; or, where the bench says so, it returns the figure. */
export interface Side {
    before?(): unknown;
    run(): Promise<unknown>;
    after?(): unknown;
}

/** What a bench is given while it prepares. */
export interface BenchContext {
    /** Aborts when the user interrupts. */
    signal: AbortSignal;
    /** Tidies up when the bench is over, however it ends; what was deferred last goes first. */
    defer: (tidyUp: () => Promise<unknown>) => void;
    /** What other benches use too: made once, under a name, and tidied up after the last bench. */
    shared: <Value>(name: string, make: (context: BenchContext) => Promise<Value>) => Promise<Value>;
}

/** Two ways to do the same, timed in turn. */
export interface Bench {
    name: string;
    unit: "s" | "ms" | "MiB";
    /** Whether the sides return their figures, in that unit, instead of being timed. */
    isMeasured?: boolean;
    /** The other way to do it. */
    peerName: string;
    /** The most that ours may take, as a multiple of the peer's. */
    goal: number;
    /** What the figures mean where the name does not tell. */
    note?: string;
    /** Makes what all rounds share. */
    prepare(context: BenchContext): Promise<Contest>;
}

export interface Contest {
    ours: Side;
    peer: Side;
    /** Timed in every round too, and taken off ours. */
    takenOff?: Side;
    /** The same of the peer's. */
    takenOffPeer?: Side;
}

/** Benches that are run together; `make bench ONLY=<name>` runs one group, `ONLY=<name>/<title>` a part of it. */
export interface Group {
    name: string;
    benches: Bench[];
}

/** What is compared with what. */
export function titleOf({ name, peerName }: Pick<Bench, "name" | "peerName">): string {
    return `${name} (${peerName})`;
}
