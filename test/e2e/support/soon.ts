import { setTimeout as delay } from "node:timers/promises";

/** Tries again for some seconds. */
export async function expectSoon(check: () => Promise<void> | void, seconds = 10): Promise<void> {
    for (const deadline = Date.now() + seconds * 1_000; ;) {
        try {
            await check();
            return;
        } catch (error) {
            if (Date.now() > deadline) throw error;
            await delay(100);
        }
    }
}
