import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

/** Names of tests of a file, and how each ended. */
type Tests = Record<string, "passed" | "failed" | "pending">;

let folder: string;
let first: string;
let second: string;

beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "second-look-"));
    [first, second] = [join(folder, "unit.json"), join(folder, "unit.second.json")];
});

afterEach(() => {
    rmSync(folder, { recursive: true });
});

const setUp = (script: string, ...args: string[]) =>
    promisify(execFile)(process.execPath, [resolve("test/setup", script), ...args]);

/** A file without tests broke down outside of them. */
function write(report: string, files: Record<string, Tests>): void {
    const testResults = Object.entries(files).map(([file, tests]) => {
        const statuses = Object.values(tests);
        return {
            name: resolve(file),
            message: "broke down",
            status: statuses.length === 0 || statuses.includes("failed") ? "failed" : "passed",
            assertionResults: Object.entries(tests).map(([fullName, status]) => ({
                fullName,
                status,
                failureMessages: status === "failed" ? [`why ${fullName} failed\nwhere`] : [],
            })),
        };
    });
    writeFileSync(report, JSON.stringify({ testResults }));
}

async function summary(exitCode: number): Promise<string[]> {
    writeFileSync(join(folder, "unit.exit"), `${exitCode}\n`);
    const { stdout } = await setUp("summary.mjs", folder).catch((error: unknown) => error as { stdout: string });
    return stdout.split("\n").filter(Boolean);
}

describe("a second look at tests that failed", () => {
    it("is for the files in which any did", async () => {
        write(first, { "a.test.ts": { one: "failed" }, "b.test.ts": { two: "passed" }, "c.test.ts": {} });
        expect((await setUp("second-look.mjs", "failed", first)).stdout).toBe("a.test.ts\nc.test.ts\n");
    });

    it("is not for more than three, nor for a run that left no report", async () => {
        const failed: Tests = { one: "failed" };
        write(first, { "a.test.ts": failed, "b.test.ts": failed, "c.test.ts": failed, "d.test.ts": failed });
        expect((await setUp("second-look.mjs", "failed", first)).stdout).toBe("");
        expect((await setUp("second-look.mjs", "failed", second)).stdout).toBe("");
    });

    it("tells what passed then as unsteady, with why it had failed", async () => {
        write(first, { "a.test.ts": { one: "failed", two: "passed" }, "b.test.ts": { three: "pending" } });
        write(second, { "a.test.ts": { one: "passed", two: "passed" } });
        await setUp("second-look.mjs", "merge", first, second);
        expect(await summary(0)).toEqual([
            "UNSTEADY, failed before it passed: a.test.ts: one",
            "    why one failed",
            "    where",
            "unit       2 passed, 0 failed, 1 skipped",
            "2 passed, 0 failed, 1 skipped",
        ]);
    });

    it("leaves failed what fails again, and what fails then for the first time", async () => {
        write(first, { "a.test.ts": { one: "failed", two: "passed" }, "b.test.ts": {} });
        write(second, { "a.test.ts": { one: "passed", two: "failed" }, "b.test.ts": {} });
        await setUp("second-look.mjs", "merge", first, second);
        expect(await summary(1)).toEqual([
            "FAILED: a.test.ts: two",
            "    why two failed",
            "    where",
            "FAILED: b.test.ts: outside of its tests",
            "    broke down",
            "unit       1 passed, 2 failed, 0 skipped",
            "1 passed, 2 failed",
        ]);
    });

    it("changes nothing when it broke down itself", async () => {
        write(first, { "a.test.ts": { one: "failed" } });
        const before = readFileSync(first, "utf8");
        await setUp("second-look.mjs", "merge", first, second);
        expect(readFileSync(first, "utf8")).toBe(before);
    });
});
