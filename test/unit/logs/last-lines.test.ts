import { LastLines } from "../../../provider/logs/last-lines";

it.each([
    [2, ["1", "2"], 0],
    [3, ["1", "2", "3"], 0],
    [4, ["2", "3", "4"], 1],
    [100, ["98", "99", "100"], 97],
])("of %d lines the last three are kept, and the others counted", (count, expected, dropped) => {
    const lines = new LastLines<string>(3);
    for (let line = 1; line <= count; line++) lines.add(String(line));
    expect([lines.all(), lines.dropped]).toEqual([expected, dropped]);
});

it("what is kept meanwhile is bounded too", () => {
    const lines = new LastLines<string>(3);
    const sizes = Array.from({ length: 1_000 }, (_, line) => {
        lines.add(String(line));
        return (lines as unknown as { kept: string[] }).kept.length;
    });
    expect(Math.max(...sizes)).toBeLessThan(6);
});
