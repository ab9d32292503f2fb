import { readArguments } from "../../../../provider/cli/arguments";
import { commands } from "../../../../provider/cli/commands";
import { readLogs } from "../../../../provider/cli/commands/logs";
import { durationSeconds } from "../../../../provider/cli/duration";
import { mergeLogs, parseLogLine } from "../../../../provider/logs/log-line";

function logs(line: string) {
    const request = readArguments(["logs", ...line.split(" ").filter(Boolean)], commands);
    if (request.kind !== "command") throw new Error(`${line} asks for ${request.kind}`);
    return readLogs(request.given, Date.parse("2026-01-01T01:00:00Z"));
}

it("reads what is asked of which logs", () => {
    expect(logs("web -f")).toEqual({ names: ["web"], follow: true, tail: 100 });
    expect(logs("web pod/x --since 10m --grep ^E")).toEqual({
        names: ["web", "pod/x"],
        follow: false,
        since: "2026-01-01T00:50:00.000Z",
        pattern: /^E/u,
    });
    expect(logs("web --since 1h --lines 5")).toMatchObject({ since: "2026-01-01T00:00:00.000Z", tail: 5 });
});

it.each([
    ["", "logs needs the name"],
    ["web --since soon", '--since must be a time such as 90s, 10m or 1h30m, but is "soon"'],
    ["web --lines 0", "--lines must be a whole number above 0"],
    ["web --grep (", "--grep is no regular expression"],
])("refuses: %s", (line, message) => {
    expect(() => logs(line)).toThrow(message);
});

it.each([
    ["90", 90],
    ["45s", 45],
    ["1h30m", 5_400],
    ["2d", 172_800],
])("%s is %d seconds", (text, seconds) => {
    expect(durationSeconds("--timeout", text)).toBe(seconds);
});

it.each(["0", "0s", "", "-5", "5x", "m", "1h 30m", "1.5h"])('"%s" is no time', (text) => {
    expect(() => durationSeconds("--timeout", text)).toThrow("--timeout must be a time");
});

it("times are compared whatever their digits and zones", () => {
    const lines = [
        "2026-01-01T00:00:00.5Z half",
        "2026-01-01T00:00:00.123456789Z earlier",
        "2026-01-01T01:00:00+01:00 first",
        "no time at all",
        "2026-01-01T00:00:01Z ",
    ].map(parseLogLine);
    expect(lines.map(({ time }) => time)).toEqual([
        "2026-01-01T00:00:00.500000000Z",
        "2026-01-01T00:00:00.123456789Z",
        "2026-01-01T00:00:00.000000000Z",
        "",
        "2026-01-01T00:00:01.000000000Z",
    ]);
    const [half, earlier, first, none, last] = lines as [
        (typeof lines)[0],
        (typeof lines)[0],
        (typeof lines)[0],
        (typeof lines)[0],
        (typeof lines)[0],
    ];
    expect(mergeLogs([[first, earlier], [none, half], [last]]).map(({ text }) => text)).toEqual([
        "no time at all",
        "first",
        "earlier",
        "half",
        "",
    ]);
});
