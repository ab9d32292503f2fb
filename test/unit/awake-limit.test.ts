import { setImmediate } from "node:timers/promises";
import { AwakeLimit } from "../../provider/awake-limit";

/** Keeps this process from its work, as a machine does that stands still. */
function standStill(forMs: number): void {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, forMs);
}

it("a limit is over after its time", async () => {
    const { signal } = new AwakeLimit(100);
    await new Promise((over) => signal.addEventListener("abort", over));
    expect(signal.aborted).toBe(true);
});

it("a limit does not count what a process that stood still has missed", async () => {
    const limit = new AwakeLimit(200);
    standStill(1_000);
    // Timers that are due come first.
    await setImmediate();
    await setImmediate();
    expect(limit.signal.aborted).toBe(false);
    await new Promise((over) => limit.signal.addEventListener("abort", over));
});

it("a limit that is no longer needed is never over", async () => {
    const limit = new AwakeLimit(20);
    limit.end();
    const later = new AwakeLimit(200);
    await new Promise((over) => later.signal.addEventListener("abort", over));
    expect(limit.signal.aborted).toBe(false);
});
