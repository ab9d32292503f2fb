import { setTimeout as delay } from "node:timers/promises";
import { isTransient } from "./errors";

const firstPauseMs = 100;
const longestPauseMs = 1_000;

/**
 * Repeats a request until there is an answer: a server that does not listen yet cannot be watched. Rejects with the
 * signal's reason.
 */
export async function untilAnswered<Answer>(
    ask: () => Promise<Answer>,
    signal: AbortSignal,
    isWorthWaiting = isTransient,
): Promise<Answer> {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
        signal.throwIfAborted();
        try {
            return await ask();
        } catch (error) {
            signal.throwIfAborted();
            if (!isWorthWaiting(error)) throw error;
            await pause(pauseMs, signal);
        }
    }
}

/** Waits. Rejects with the signal's own reason when the signal aborts. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    await delay(milliseconds, undefined, { signal }).catch(() => signal.throwIfAborted());
}
