/** One side of a comparison. Only `run` is timed. If the bench says so, `run` returns the figure instead. */
export interface Side {
    before?(): unknown;
    run(): Promise<unknown>;
    after?(): unknown;
}

/** The context of a bench while it prepares. */
export interface BenchContext {
    /** Aborts when the user interrupts. */
    signal: AbortSignal;
    /** Registers a cleanup that runs when the bench is over, however it ends. Cleanups run in reverse order. */
    defer: (tidyUp: () => Promise<unknown>) => void;
    /**
     * Returns a resource that several benches use. It is created once under its name and cleaned up after the last
     * bench.
     */
    shared: <Value>(name: string, make: (context: BenchContext) => Promise<Value>) => Promise<Value>;
}

/** A comparison of two ways to do the same thing, which are timed alternately. */
export interface Bench {
    name: string;
    unit: "s" | "ms" | "MiB";
    /** Whether the sides return their figures in that unit instead of being timed. */
    isMeasured?: boolean;
    /** The name of the other side. */
    peerName: string;
    /** The limit for our figure, as a multiple of the peer's. */
    goal: number;
    /** Explains the figures if the name does not. */
    note?: string;
    /** Creates what all rounds use. */
    prepare(context: BenchContext): Promise<Contest>;
}

export interface Contest {
    ours: Side;
    peer: Side;
    /** Timed in every round as well, and subtracted from our time. */
    takenOff?: Side;
    /** The same for the peer's time. */
    takenOffPeer?: Side;
}

/** Benches that run together. `make bench ONLY=<name>` runs one group, `ONLY=<name>/<title>` some of its benches. */
export interface Group {
    name: string;
    benches: Bench[];
}

/** Returns the title of a bench, which names both sides. */
export function titleOf({ name, peerName }: Pick<Bench, "name" | "peerName">): string {
    return `${name} (${peerName})`;
}
