import fc from "fast-check";
import {
    chunkLines,
    countOf,
    emptyLog,
    linesWith,
    mostChunks,
    newLines,
    savedText,
    withLeftOut,
    withLines,
} from "../../../../provider/dashboard/page/view/log-buffer";
import { type DashboardLine } from "../../../../provider/dashboard/protocol";

const line = (text: string, label = "web-0", time = "2026-01-01T00:00:00Z"): DashboardLine => ({ label, time, text });
const lines = (count: number, from = 0) => Array.from({ length: count }, (_, place) => line(String(from + place)));
const textsOf = (log: typeof emptyLog) => log.chunks.flatMap((chunk) => chunk.lines.map(({ text }) => text));

it("keeps the last lines, in order, and counts those that go", () => {
    const most = chunkLines * mostChunks;
    fc.assert(
        fc.property(fc.array(fc.nat(1500), { maxLength: 12 }), (batches) => {
            let log = emptyLog;
            let all = 0;
            for (const batch of batches) {
                log = withLines(log, lines(batch, all));
                all += batch;
            }
            expect(countOf(log)).toBeLessThanOrEqual(most);
            expect(countOf(log) + log.left).toBe(all);
            expect(textsOf(log)).toEqual(lines(countOf(log), log.left).map(({ text }) => text));
        }),
    );
});

it("leaves chunks that are full as they are, so that they need not be drawn again", () => {
    const before = withLines(emptyLog, lines(250));
    const after = withLines(before, lines(10));
    expect(after.chunks[0]).toBe(before.chunks[0]);
    expect(after.chunks[1]).toBe(before.chunks[1]);
    expect(after.chunks[2]).not.toBe(before.chunks[2]);
});

it("finds lines by their text or their log", () => {
    const some = [line("GET /"), line("POST /", "web-1")];
    expect(linesWith(some, " get ")).toEqual([some[0]]);
    expect(linesWith(some, "web-1")).toEqual([some[1]]);
    expect(linesWith(some, "")).toBe(some);
});

it("is saved with what was left out, and with labels where there are several", () => {
    const one = withLeftOut(withLines(emptyLog, [line("first"), line("second")]), 7);
    expect(savedText(one, "second")).toBe("(7 lines before these were left out)\n2026-01-01T00:00:00Z second\n");
    const several = withLines(emptyLog, [line("first"), line("second", "web-1", "")]);
    expect(savedText(several, "")).toBe("2026-01-01T00:00:00Z web-0: first\nweb-1: second\n");
});

it("does not repeat lines that were there when a connection was lost", () => {
    const log = withLines(emptyLog, [line("one", "web-0", "2026-01-01T00:00:01Z")]);
    const again = [line("one", "web-0", "2026-01-01T00:00:01Z"), line("two", "web-0", "2026-01-01T00:00:02Z")];
    expect(newLines(again, log)).toEqual([again[1]]);
    // One without a time may well be said twice.
    expect(newLines([line("one", "web-0", "")], withLines(emptyLog, [line("one", "web-0", "")]))).toHaveLength(1);
});
