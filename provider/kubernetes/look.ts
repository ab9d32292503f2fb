import { type Api } from "./api";

/** More than one: when the whole machine stood still for a while, the time is over before an answer was looked at. */
const limitsMs = [5_000, 5_000];
/** A cluster has many resources that look at it one after the other: that it is silent is found out once. */
const limitsOfSilentMs = [1_000];
const silentMs = 10_000;
const silentUntil = new Map<string, number>();

/** Looks at a cluster as a `diff` may: what does not answer in time is asked once more, and then an error. */
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
