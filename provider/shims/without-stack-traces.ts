/**
 * Makes a resource and leaves out what takes longest of it: Pulumi notes a stack trace for every property, against promises
 * that never end, and in a TypeScript program it maps each through the sources. Nobody reads them but with
 * PULUMI_DEBUG_PROMISE_LEAKS.
 */
export function withoutStackTraces<Resource>(make: () => Resource): Resource {
    if (process.env.PULUMI_DEBUG_PROMISE_LEAKS) return make();
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
        return make();
    } catch (error) {
        Error.stackTraceLimit = stackTraceLimit;
        // A transformation of the program's own may fail in it, and is to be found.
        if (error instanceof Error) Error.captureStackTrace(error, withoutStackTraces);
        throw error;
    } finally {
        Error.stackTraceLimit = stackTraceLimit;
    }
}
