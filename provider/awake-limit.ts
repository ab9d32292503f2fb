/** The interval of the timer. */
const turnMs = 100;

/**
 * A limit for how long a peer may be silent. It counts only the time in which this process was awake. A machine that
 * was suspended, or is short of processors, delays both sides, and that delay is not the peer's silence. An answer that
 * arrived meanwhile is handled first.
 */
export class AwakeLimit {
    private readonly over = new AbortController();
    readonly signal: AbortSignal = this.over.signal;
    private readonly clock: NodeJS.Timeout;

    constructor(limitMs: number) {
        let turns = Math.max(2, Math.ceil(limitMs / turnMs));
        // A late turn counts as one turn.
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
