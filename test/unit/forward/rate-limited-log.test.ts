import { rateLimitedLog } from "../../../provider/forward/rate-limited-log";

it("writes a line that repeats itself once in ten seconds, and how often it was left out", () => {
    const lines: string[] = [];
    let now = 0;
    const write = rateLimitedLog(
        (line) => lines.push(line),
        () => now,
    );
    for (now = 0; now <= 10_000; now += 1_000) write("no pod");
    write("another reason");
    write("no pod");
    expect(lines).toEqual(["no pod", "no pod (and 9 times before)", "another reason", "no pod"]);
});
