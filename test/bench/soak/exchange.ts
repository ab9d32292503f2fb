import { randomBytes, randomInt } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { type Address, Connection } from "../../e2e/support/endpoint/connection";

const longest = 256 << 10;
const pauseMs = 20;

/** The successful exchanges, and the failed ones. */
export interface Tally {
    exchanges: number;
    bytes: number;
    failures: string[];
}

/** Sends random bytes and compares the answer, on one connection after the other, until it is stopped. */
export async function exchange(address: Address, tally: Tally, stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
        const sent = randomBytes(randomInt(1, longest));
        const connection = new Connection(address).send("echo\n").send(sent);
        try {
            if (!(await connection.bytes(sent.length)).equals(sent)) throw new Error("other bytes came back");
            tally.exchanges++;
            tally.bytes += 2 * sent.length;
        } catch (error) {
            tally.failures.push(`${new Date().toISOString()} ${(error as Error).message}`);
        } finally {
            connection.close();
        }
        await delay(pauseMs);
    }
}
