import { withoutStackTraces } from "../../../provider/shims/without-stack-traces";

const limit = Error.stackTraceLimit;
const traced = () => new Error("made here").stack?.split("\n").length ?? 0;

afterEach(() => {
    delete process.env.PULUMI_DEBUG_PROMISE_LEAKS;
    expect(Error.stackTraceLimit).toBe(limit);
});

test("notes no stack trace while a resource is made, and those after it again", () => {
    expect(withoutStackTraces(traced)).toBe(1);
    expect(traced()).toBeGreaterThan(1);
});

test("notes them for who looks for promises that never end", () => {
    process.env.PULUMI_DEBUG_PROMISE_LEAKS = "1";
    expect(withoutStackTraces(traced)).toBeGreaterThan(1);
});

test("an error on the way says who made the resource", () => {
    let error: TypeError | undefined;
    const fail = () => {
        throw (error = new TypeError("no"));
    };
    expect(() => withoutStackTraces(fail)).toThrow("no");
    expect(error?.stack).toMatch(/^TypeError: no\n.*without-stack-traces\.test/s);
});
