/** A promise, or the reason of the signal that comes first. What takes no signal itself goes on, and nobody waits for it. */
export async function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
    const { promise: aborted, reject } = Promise.withResolvers<never>();
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort);
    return Promise.race([promise, aborted]).finally(() => signal.removeEventListener("abort", abort));
}

/** What work gives within a time, or the error that it took longer; the signal that the work gets is aborted then. */
export async function withTimeout<Value>(
    work: (signal: AbortSignal) => Promise<Value>,
    milliseconds: number,
    late: () => Error,
): Promise<Value> {
    const over = new AbortController();
    const timer = setTimeout(() => over.abort(late()), milliseconds);
    return unlessAborted(work(over.signal), over.signal).finally(() => clearTimeout(timer));
}

/** When a signal aborts, whatever its reason. */
export function untilAborted(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

/** A function, because the compiler takes a signal that was looked at once for one that never changes. */
export function isAborted(signal: AbortSignal): boolean {
    return signal.aborted;
}
