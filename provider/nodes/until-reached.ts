import { setTimeout as delay } from "node:timers/promises";

const intervalMs = 200;

/** Tries again and again: undefined once an attempt met no problem, else what the last one met when the time was up. */
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
