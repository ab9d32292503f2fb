import { setTimeout as delay } from "node:timers/promises";

/** Tries again for a minute. What takes up the time, and fails, is tried once more: the machine may have stood still. */
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
