/**
 * Creates a resource without the most expensive part: Pulumi records a stack trace for every property, to find promises
 * that never settle, and in a TypeScript program it maps each to the sources. Nobody reads the traces unless
 * PULUMI_DEBUG_PROMISE_LEAKS is set.
 */
export function withoutStackTraces<Resource>(make: () => Resource): Resource {
    if (process.env.PULUMI_DEBUG_PROMISE_LEAKS) return make();
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
        return make();
    } catch (error) {
        Error.stackTraceLimit = stackTraceLimit;
        // The program's own transformation may fail in the constructor, and its error needs a stack trace.
        if (error instanceof Error) Error.captureStackTrace(error, withoutStackTraces);
        throw error;
    } finally {
        Error.stackTraceLimit = stackTraceLimit;
    }
}
