/** Returns a signal that aborts when the user interrupts this process or the reader of its output has gone away. */
export function untilInterrupted(): { signal: AbortSignal; end: () => void } {
    const over = new AbortController();
    const end = () => {
        over.abort();
        process.removeListener("SIGINT", end).removeListener("SIGTERM", end).removeListener("SIGHUP", end);
    };
    process.on("SIGINT", end).on("SIGTERM", end).on("SIGHUP", end);
    process.stdout.on("error", end);
    return { signal: over.signal, end };
}
