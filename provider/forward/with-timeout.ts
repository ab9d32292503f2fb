import { type Duplex } from "node:stream";

/**
 * What is opened within a time; rejects with why there is nothing by then. What is opened later is destroyed.
 *
 * @param open is told by the signal that its time is over
 */
export async function withTimeout(
    open: (signal: AbortSignal) => Promise<Duplex>,
    milliseconds: number,
    why: () => string,
): Promise<Duplex> {
    const over = new AbortController();
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
        over.abort();
        reject(new Error(why()));
    }, milliseconds);
    const opened = open(over.signal);
    opened.then(
        (stream) => over.signal.aborted && stream.destroy(),
        () => undefined,
    );
    return Promise.race([opened, late]).finally(() => clearTimeout(timer));
}
