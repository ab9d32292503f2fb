import { excerptLines, isErrorLike, logExcerpt } from "../../../../provider/docker/containers/log-excerpt";

describe("of a log", () => {
    it("the last lines are shown, and what looked like errors before, each once", () => {
        const lines = [
            "started",
            "E0101 10:00:00.1 7 a.go:1] lease 17 was not renewed",
            "level=error msg=broken",
            "E0101 10:00:05.9 7 a.go:1] lease 18 was not renewed",
            "going on",
            "the end",
        ];
        expect(excerptLines(logExcerpt(lines, 2))).toEqual([
            "(earlier lines that look like errors)",
            "level=error msg=broken",
            "E0101 10:00:05.9 7 a.go:1] lease 18 was not renewed  (2 times)",
            "(the last lines)",
            "going on",
            "the end",
        ]);
        expect(excerptLines(logExcerpt(lines, 10))).toEqual(lines);
        expect(logExcerpt([], 10)).toEqual({ earlier: [], last: [] });
    });

    it("not more than the latest thirty kinds of errors are shown", () => {
        const letters = Array.from({ length: 40 }, (_, index) => `error ${"z".repeat(index + 1)}`);
        const { earlier } = logExcerpt([...letters, "end"], 1);
        expect(earlier.map(({ line }) => line)).toEqual(letters.slice(-30));
    });

    it("what ended the program comes before other errors, however many they are", () => {
        const full = 'time="1" level=error msg="write /var/lib/x: no space left on device"';
        const noise = Array.from({ length: 40 }, (_, index) => `error ${"z".repeat(index + 1)}`);
        const { earlier } = logExcerpt([full, ...noise, "end"], 1, 3);
        expect(earlier.map(({ line }) => line)).toEqual([full, ...noise.slice(-2)]);
    });

    it.each([
        ["panic: runtime error", true],
        ["connection refused", true],
        ['time="x" level=fatal msg="y"', true],
        ['time="x" level=info msg="no error"', false],
        ["I0101 10:00:00.1 7 a.go:1] failed, will be tried again", false],
        ["errors.go was loaded", false],
        ["all is well", false],
    ])("%s looks like an error: %s", (line, expected) => {
        expect(isErrorLike(line)).toBe(expected);
    });
});
