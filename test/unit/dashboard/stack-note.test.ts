import { LastingUpdates, stackNote } from "../../../provider/dashboard/stack-note";
import { type UpdateNote } from "../../../provider/stack/update-notes";

const update = (stack: string, since: string, ...lines: [time: string, text: string][]): UpdateNote => ({
    ...{ pid: 1, startedAs: "1", stack, since },
    lines: lines.map(([time, text]) => ({ time, text })),
});
const none = { docker: undefined, stack: undefined };

it("says what to do where there is nothing, once that is known", () => {
    expect(stackNote(true, none, [], "run pulumi up")).toEqual({ note: "run pulumi up", problems: [] });
    expect(stackNote(true, none, [], undefined)).toEqual({ problems: [] });
    expect(stackNote(false, none, [], "run pulumi up")).toEqual({ problems: [] });
    const { note } = stackNote(true, none, [update("shop/dev", "1")], "run pulumi up");
    expect(note).toBe("The first resources are being made.");
});

it("tells why what is not there, and nothing secret with it", () => {
    const problems = { docker: "Docker did not answer", stack: "no stack: password=hunter2hunter2" };
    expect(stackNote(false, problems, [], "").problems).toEqual([
        "Docker did not answer",
        "no stack: password=[redacted]",
    ]);
});

it("tells what all processes of an update tell, by time", () => {
    const updates = [
        update("shop/dev", "2", ["4", "d"], ["2", "b"]),
        update("other/dev", "3", ["0", "x"]),
        update("shop/dev", "1", ["1", "a"], ["3", "token=hunter2hunter2"]),
    ];
    expect(stackNote(false, none, updates, "").updating).toEqual({
        stack: "shop/dev",
        since: "1",
        lines: ["a", "b", "token=[redacted]", "d"],
    });
});

it("a moment without an operation is no end of an update", () => {
    const lasting = new LastingUpdates(5_000);
    const updates = [update("shop/dev", "1")];
    expect(lasting.take([], 0)).toEqual([]);
    expect(lasting.take(updates, 10_000)).toBe(updates);
    expect(lasting.take([], 15_000)).toBe(updates);
    expect(lasting.take([], 15_001)).toEqual([]);
});
