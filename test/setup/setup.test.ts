import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(__dirname, "../..");
let folder: string;

beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "setup-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function shell(script: string, environment: NodeJS.ProcessEnv = {}): string {
    const sourced = `. "${root}/test/setup/common.sh"; ${script}`;
    const env = { ...process.env, XDG_CACHE_HOME: folder, ...environment };
    return execFileSync("bash", ["-c", sourced], { encoding: "utf8", env, stdio: ["ignore", "pipe", "pipe"] });
}

describe("versions", () => {
    test.each([
        ["22.12.0", "22.12.0", true],
        ["22.12.0", "22.9.1", false],
        ["3.250.0", "3.1000.0", true],
        ["22.12.0", "", false],
    ])("%s is met by %s: %s", (minimum, version, met) => {
        expect(shell(`version_at_least "${minimum}" "${version}" && echo true || echo false`).trim()).toBe(String(met));
    });
});

/** So that what is claimed of the oldest CLI is what was tried; `make test-newest` tries the newest. */
test("the Pulumi CLI that the set-up takes is the oldest that the package names", () => {
    const textOf = (path: string) => readFileSync(join(root, path), "utf8");
    const { peerDependencies } = JSON.parse(textOf("package.json")) as { peerDependencies: Record<string, string> };
    const oldest = peerDependencies["@pulumi/pulumi"]?.replace("^", "") ?? "none";
    expect(textOf("test/setup/parts/pulumi.sh")).toContain(`\nminimum=${oldest}\nversion=${oldest}\n`);
    expect(textOf("test/offline/engine/go.mod")).toContain(`\tgithub.com/pulumi/pulumi/pkg/v3 v${oldest} `);
});

describe("the cache", () => {
    const build = (command: string) => `build() { echo made >>"$CACHE/count"; echo x >"$1/file"; ${command}; }`;

    test("builds a folder once", () => {
        const path = shell(`${build("true")}; cache_folder part build; cache_folder part build; cat "$CACHE/count"`);
        const expected = join(folder, "pulumi-k3s/part");
        expect(path.trim().split("\n")).toEqual([expected, expected, "made"]);
    });

    test("takes nothing of a build that failed half-way", () => {
        expect(() => shell(`${build("false; true")}; folder=$(cache_folder part build)`)).toThrow();
        expect(existsSync(join(folder, "pulumi-k3s/part"))).toBe(false);
    });
});

test("a long command's failure shows its log and ends with an error", () => {
    const script = `with_progress "trying" "once" sh -c 'echo the reason; exit 3' || echo failed`;
    expect(shell(`(${script}) 2>&1`)).toMatch(/the reason\n.*trying failed \(exit code 3\).*\nfailed/s);
});

describe("the summary", () => {
    const report = {
        numPassedTests: 2,
        numFailedTests: 0,
        numRuntimeErrorTestSuites: 0,
        numPendingTests: 0,
        numTodoTests: 0,
    };

    interface Stage {
        code: number;
        report?: object;
        cached?: object;
    }

    function summary(stages: Record<string, Stage>): { lastLine: string; code: number } {
        for (const [name, { code, report: content, cached }] of Object.entries(stages)) {
            writeFileSync(join(folder, `${name}.exit`), `${code}\n`);
            if (cached) writeFileSync(join(folder, `${name}.cached.json`), JSON.stringify(cached));
            if (content) writeFileSync(join(folder, `${name}.json`), JSON.stringify(content));
        }
        const output = shell(`node test/setup/summary.mjs "${folder}" && echo 0 || echo 1`).trim().split("\n");
        return { lastLine: output.at(-2) ?? "", code: Number(output.at(-1)) };
    }

    test.each([
        ["all passed", { check: { code: 0 }, unit: { code: 0, report } }, "3 passed, 0 failed", 0],
        ["a check failed", { check: { code: 2 }, unit: { code: 0, report } }, "2 passed, 1 failed", 1],
        [
            "skipped",
            { unit: { code: 0, report: { ...report, numPendingTests: 1 } } },
            "2 passed, 0 failed, 1 skipped",
            0,
        ],
        [
            "a file did not load",
            { unit: { code: 1, report: { ...report, numRuntimeErrorTestSuites: 1 } } },
            "2 passed, 1 failed",
            1,
        ],
        ["a teardown failed", { unit: { code: 1, report } }, "2 passed, 1 failed", 1],
        ["jest broke down", { check: { code: 0 }, unit: { code: 143 } }, "1 passed, 1 failed", 1],
        [
            "some had passed before",
            {
                e2e: { code: 0, report, cached: { passed: 3, skipped: 1 } },
                faults: { code: 0, cached: { passed: 4, skipped: 0 } },
            },
            "9 passed, 0 failed, 1 skipped",
            0,
        ],
        ["nothing ran", { unit: { code: 0 } }, "0 passed, 0 failed", 1],
    ])("%s", (_, stages, lastLine, code) => {
        expect(summary(stages)).toEqual({ lastLine, code });
    });
});

describe("tests that have passed on the same sources before", () => {
    const report = (path: string, status: string) => ({
        testResults: [{ name: join(folder, path), status, assertionResults: [{ status }, { status: "pending" }] }],
    });

    beforeEach(() => {
        const paths = ["product.ts", "one.test.ts", "two.test.ts", "notes.md", "docs/sample.md", "test/unit/shared.ts"];
        for (const path of paths) write(path, "first");
        execFileSync("git", ["init", "--quiet", folder]);
        write(".gitignore", "pulumi-k3s\n*.json\nenvironment\n");
        write("environment", "");
    });

    function write(path: string, text: string): void {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
    }

    function passed(parameters: string, environment: NodeJS.ProcessEnv = {}): string[] {
        const script = `ROOT=${folder} ENVIRONMENT=${folder}/environment node test/setup/passed.mjs ${parameters}`;
        return shell(script, { CI: "", FRESH: "", ...environment })
            .trim()
            .split("\n")
            .filter(Boolean);
    }

    function unknown(environment: NodeJS.ProcessEnv = {}): string[] {
        return passed(`unknown "" ${folder}/cached.json`, environment);
    }

    function record(path: string, status: string): void {
        unknown();
        write("report.json", JSON.stringify(report(path, status)));
        passed(`record ${folder}/cached.json ${folder}/report.json`);
    }

    test("do not run again, and are counted", () => {
        record("one.test.ts", "passed");
        expect(unknown()).toEqual(["two.test.ts"]);
        expect(JSON.parse(readFileSync(join(folder, "cached.json"), "utf8"))).toMatchObject({ passed: 1, skipped: 1 });
    });

    test("run again in CI, and when that is asked for", () => {
        record("one.test.ts", "passed");
        expect(unknown({ CI: "true" })).toEqual(["one.test.ts", "two.test.ts"]);
        expect(unknown({ FRESH: "1" })).toEqual(["one.test.ts", "two.test.ts"]);
    });

    test("are not those that failed", () => {
        record("one.test.ts", "failed");
        expect(unknown()).toEqual(["one.test.ts", "two.test.ts"]);
    });

    test.each([
        ["a source", "product.ts", 2],
        ["the test itself", "one.test.ts", 2],
        ["a file that is new", "more.ts", 2],
        ["another test", "two.test.ts", 1],
        ["a sample of the documentation", "docs/sample.md", 2],
        ["what other tests share", "test/unit/shared.ts", 2],
        ["another text", "notes.md", 1],
    ])("when %s has changed (%s), %s of them", (_, path, expected) => {
        record("one.test.ts", "passed");
        write(path, "second");
        expect(unknown()).toHaveLength(expected);
    });
});

describe("the runtime without CAP_SYS_RESOURCE", () => {
    const wrapper = join(root, "test/offline/docker/runc-without-sys-resource");
    const capabilities = {
        bounding: ["CAP_CHOWN", "CAP_SYS_RESOURCE", "CAP_KILL"],
        effective: ["CAP_SYS_RESOURCE", "CAP_KILL"],
        permitted: ["CAP_KILL", "CAP_SYS_RESOURCE"],
        ambient: ["CAP_SYS_RESOURCE"],
    };
    const reduced = {
        bounding: ["CAP_CHOWN", "CAP_KILL"],
        effective: ["CAP_KILL"],
        permitted: ["CAP_KILL"],
        ambient: [],
    };
    const args = ["CAP_SYS_RESOURCE", '"capabilities": {"CAP_SYS_RESOURCE"}'];

    test.each([
        [
            "create",
            ["--root", "/run", "create", "--bundle", "FOLDER", "name"],
            "config.json",
            { process: { args, capabilities } },
        ],
        ["run", ["run", "-b", "FOLDER", "name"], "config.json", { process: { args, capabilities } }],
        ["exec", ["exec", "--process=FOLDER/process.json", "name"], "process.json", { args, capabilities }],
    ])("%s: drops it from what is asked, printed in lines or not", (_, words, file, content) => {
        const runc = join(folder, "runc");
        writeFileSync(runc, '#!/bin/sh\necho "$@"\n');
        chmodSync(runc, 0o755);
        const given = words.map((word) => word.replace("FOLDER", folder));
        for (const indent of [0, 2]) {
            writeFileSync(join(folder, file), JSON.stringify(content, undefined, indent));
            const env = { ...process.env, PATH: `${folder}:${process.env.PATH ?? ""}` };
            expect(execFileSync(wrapper, given, { encoding: "utf8", env }).trim()).toBe(given.join(" "));
            const expected =
                "process" in content ? { process: { args, capabilities: reduced } } : { args, capabilities: reduced };
            expect(JSON.parse(readFileSync(join(folder, file), "utf8"))).toEqual(expected);
        }
    });
});
