/** More than one: when the whole machine stood still for a while, the time is over before an answer was looked at. */
const attempts = 2;
const answerTimeoutMs = 5_000;

/** Looks at a cluster as a `diff` may: what does not answer in time is asked once more, and then an error. */
export async function look<Seen>(ask: (signal: AbortSignal) => Promise<Seen>): Promise<Seen> {
    for (let attempt = 1; ; attempt++) {
        const signal = AbortSignal.timeout(answerTimeoutMs);
        try {
            return await ask(signal);
        } catch (error) {
            if (!signal.aborted || attempt === attempts) throw error;
        }
    }
}
