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
