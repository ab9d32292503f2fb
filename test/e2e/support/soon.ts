import { setTimeout as delay } from "node:timers/promises";

/**
 * Retries a check for a minute. A check that fails at the end of the time is tried once more, because the machine may
 * have been suspended.
 */
export async function expectSoon(check: () => unknown, seconds = 60): Promise<void> {
    for (const deadline = Date.now() + seconds * 1_000; ;) {
        const isLast = Date.now() > deadline;
        try {
            await check();
            return;
        } catch (error) {
            if (isLast) throw error;
            await delay(100);
        }
    }
}
