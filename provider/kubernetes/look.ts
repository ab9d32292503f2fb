import { type Api } from "./api";

/**
 * The limits of the attempts. There are two, because after the whole machine was suspended for a while, the time may be
 * over before an answer was handled.
 */
const limitsMs = [5_000, 5_000];
/**
 * The limit for a cluster that was silent a moment ago. Many resources read the same cluster one after the other, and
 * only one of them should wait for its silence.
 */
const limitsOfSilentMs = [1_000];
const silentMs = 10_000;
const silentUntil = new Map<string, number>();

/**
 * Reads from a cluster within the time that a `diff` may take. Repeats a read that gets no answer in time, and then
 * fails.
 */
export async function look<Seen>({ server }: Api, ask: (signal: AbortSignal) => Promise<Seen>): Promise<Seen> {
    const isSilent = (silentUntil.get(server) ?? 0) > Date.now();
    const limits = isSilent ? limitsOfSilentMs : limitsMs;
    for (let attempt = 1; ; attempt++) {
        const signal = AbortSignal.timeout(limits[attempt - 1] ?? 0);
        try {
            const seen = await ask(signal);
            silentUntil.delete(server);
            return seen;
        } catch (error) {
            if (!signal.aborted) throw error;
            if (attempt < limits.length) continue;
            silentUntil.set(server, Date.now() + silentMs);
            throw error;
        }
    }
}
