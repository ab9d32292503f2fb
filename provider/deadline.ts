/**
 * Resolves or rejects with the promise, or rejects with the signal's reason, whichever comes first. Work that takes no
 * signal continues, but nobody waits for it.
 */
export async function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
    const { promise: aborted, reject } = Promise.withResolvers<never>();
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort);
    return Promise.race([promise, aborted]).finally(() => signal.removeEventListener("abort", abort));
}

/**
 * Returns the result of the work, or rejects with `late()` when the work takes longer than the given time. The signal
 * passed to the work is aborted then.
 */
export async function withTimeout<Value>(
    work: (signal: AbortSignal) => Promise<Value>,
    milliseconds: number,
    late: () => Error,
): Promise<Value> {
    const over = new AbortController();
    const timer = setTimeout(() => over.abort(late()), milliseconds);
    return unlessAborted(work(over.signal), over.signal).finally(() => clearTimeout(timer));
}

/** Resolves when the signal aborts, whatever its reason. */
export function untilAborted(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

/**
 * Returns `signal.aborted`. It is a function because the compiler assumes that a property it has checked does not
 * change.
 */
export function isAborted(signal: AbortSignal): boolean {
    return signal.aborted;
}
