import { unlessAborted, withTimeout } from "../../provider/deadline";

const late = () => new Error("too late");
const never = new Promise<never>(() => undefined);

describe("work within a time", () => {
    it("gives what the work gives, or why it failed", async () => {
        await expect(withTimeout(() => Promise.resolve(1), 10_000, late)).resolves.toBe(1);
        await expect(withTimeout(() => Promise.reject(new Error("broken")), 10_000, late)).rejects.toThrow("broken");
    });

    it("fails when it takes longer, and tells the work so", async () => {
        let signal: AbortSignal | undefined;
        const work = (given: AbortSignal) => {
            signal = given;
            return never;
        };
        await expect(withTimeout(work, 1, late)).rejects.toThrow("too late");
        expect(signal?.aborted).toBe(true);
    });
});

it("a promise is given up with the reason of the signal, also of one that came before", async () => {
    const given = new AbortController();
    const promise = unlessAborted(never, given.signal);
    given.abort(new Error("called off"));
    await expect(promise).rejects.toThrow("called off");
    await expect(unlessAborted(never, given.signal)).rejects.toThrow("called off");
    await expect(unlessAborted(Promise.resolve(1), new AbortController().signal)).resolves.toBe(1);
});
