import { withTimeout } from "../../deadline";

/**
 * How long each source may take to answer before its resources count as unknown. Together with the work that follows,
 * this makes ten seconds.
 */
export const answerMs = 9_000;
/**
 * How long a source may send nothing before it is asked for a sign of life: a source that hangs closes no connection.
 */
export const quietMs = 4_000;
/** How long the sign of life may take. */
export const lifeSignMs = 5_000;

/** Returns the answer of a source. Rejects if it takes longer than the limit. */
export function inTime<Value>(
    who: string,
    ask: (signal: AbortSignal) => Promise<Value>,
    limitMs = answerMs,
): Promise<Value> {
    return withTimeout(ask, limitMs, () => new Error(`${who} did not answer within ${limitMs / 1_000} s`));
}
