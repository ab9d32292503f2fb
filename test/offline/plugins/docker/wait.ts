// Stands for: Terraform's state-change wait, with the delays that the docker provider sets for networks and volumes.
import { setTimeout as delay } from "node:timers/promises";

const firstLookMilliseconds = 2_000;
const betweenLooksMilliseconds = 5_000;
const deadlineMilliseconds = 30_000;

/** Looks until there is an answer. The first look comes after two seconds, in the real plugin too. */
export async function waitUntil<T>(target: string, look: () => Promise<T | undefined>): Promise<T | undefined> {
    const deadline = Date.now() + deadlineMilliseconds;
    await delay(firstLookMilliseconds);
    for (;;) {
        const result = await look();
        if (result !== undefined || target === "all_fields") {
            return result;
        }
        if (Date.now() + betweenLooksMilliseconds > deadline) {
            throw new Error(
                `timeout while waiting for state to become '${target}' (last state: 'pending', timeout: 30s)`,
            );
        }
        await delay(betweenLooksMilliseconds);
    }
}
