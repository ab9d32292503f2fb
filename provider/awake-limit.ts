/** One turn of the clock. */
const turnMs = 100;

/**
 * A limit for how long a peer may be silent. It counts the time in which this process was awake: what a machine that stood
 * still, or is short of processors, took from both of them is not the peer's silence, and an answer that came meanwhile is
 * looked at first.
 */
export class AwakeLimit {
    private readonly over = new AbortController();
    readonly signal: AbortSignal = this.over.signal;
    private readonly clock: NodeJS.Timeout;

    constructor(limitMs: number) {
        let turns = Math.max(2, Math.ceil(limitMs / turnMs));
        // A turn that is late is one turn.
        this.clock = setInterval(
            () => {
                turns -= 1;
                if (turns > 0) return;
                this.end();
                this.over.abort();
            },
            Math.min(turnMs, limitMs / turns),
        );
    }

    end(): void {
        clearInterval(this.clock);
    }
}
