import { runInThisContext } from "node:vm";

/** The process itself: the one in the sandbox of a test does not tell of rejections. */
const host = runInThisContext("process") as NodeJS.Process;
/** More than any resource takes of them to be registered after those that it waits for. */
const quietTurns = 50;

/**
 * The rejections that nobody handles while something runs, and until no more of them come.
 *
 * @param run what runs; it gets a promise that resolves with the first of them.
 */
export async function unhandledIn(run: (first: Promise<void>) => unknown): Promise<Error[]> {
    const failures: Error[] = [];
    const first = Promise.withResolvers<undefined>();
    const listener = (error: unknown) => {
        failures.push(error as Error);
        first.resolve(undefined);
    };
    const others = host.rawListeners("unhandledRejection") as NodeJS.UnhandledRejectionListener[];
    host.removeAllListeners("unhandledRejection").on("unhandledRejection", listener);
    try {
        await run(first.promise);
    } finally {
        await quiet(() => failures.length);
        host.removeAllListeners("unhandledRejection");
        for (const other of others) host.on("unhandledRejection", other);
    }
    return failures;
}

/** Waits until nothing more comes: what a failed program still does is not to be taken for what the next one does. */
export async function quiet(count: () => number): Promise<void> {
    for (let [turns, before] = [0, count()]; turns < quietTurns; turns++) {
        await new Promise((resolve) => setImmediate(resolve));
        if (count() !== before) [turns, before] = [0, count()];
    }
}
