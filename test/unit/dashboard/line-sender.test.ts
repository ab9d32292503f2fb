import { NewestLines } from "../../../provider/dashboard/line-sender";

const line = (index: number) => ({ label: "web", time: String(index).padStart(9, "0"), text: `line ${index}` });

it("of too many lines keeps the newest, and counts the others", () => {
    const lines = new NewestLines(100);
    for (let index = 0; index < 10_000; index++) lines.add(line(index));
    const { lines: kept, dropped } = lines.take(30);
    expect(dropped).toBe(9_970);
    expect(kept).toEqual(Array.from({ length: 30 }, (_, index) => line(9_970 + index)));
    expect(lines.take(30)).toEqual({ lines: [], dropped: 0 });
});

it("several logs are told as one, by time", () => {
    const lines = new NewestLines(10);
    for (const index of [3, 1, 2]) lines.add(line(index));
    expect(lines.take(10).lines).toEqual([line(1), line(2), line(3)]);
});

it("cuts a line that is far too long", () => {
    const lines = new NewestLines(10);
    lines.add({ ...line(1), text: "x".repeat(1 << 20) });
    expect(lines.take(10).lines[0]?.text).toHaveLength(8_001);
});
