import { withTimeout } from "../../deadline";

/** How long each source may take to answer before what it knows counts as unknown: with what follows, ten seconds. */
export const answerMs = 9_000;
/** While nothing comes by itself, a source is asked whether it still answers: what hangs closes nothing. */
export const quietMs = 4_000;
/** How long that answer may take. */
export const lifeSignMs = 5_000;

/** What a source answers within that time. */
export function inTime<Value>(
    who: string,
    ask: (signal: AbortSignal) => Promise<Value>,
    limitMs = answerMs,
): Promise<Value> {
    return withTimeout(ask, limitMs, () => new Error(`${who} did not answer within ${limitMs / 1_000} s`));
}
