import { setTimeout as delay } from "node:timers/promises";

const intervalMs = 200;

/**
 * Repeats an attempt. Returns undefined once it meets no problem, or the problem of the last attempt at the time limit.
 */
export async function untilReached(
    attempt: () => Promise<string | undefined>,
    timeoutSeconds: number,
): Promise<string | undefined> {
    const deadline = Date.now() + timeoutSeconds * 1_000;
    for (;;) {
        const problem = await attempt().catch((error: unknown) => (error as Error).message);
        if (problem === undefined || Date.now() > deadline) return problem;
        await delay(intervalMs);
    }
}
