// Sums up the stages of a test run in one line; fails when anything failed.
// Each stage left NAME.exit (its exit code) and, when it is a jest run with tests, NAME.json (jest's report).
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { failuresOf, isFailed } from "./report.mjs";

const [folder] = process.argv.slice(2);

/** At the end, of each failure. */
const messageLines = 12;

function read(name) {
    const file = join(folder, name);
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

const reportOf = (stage) => read(`${stage}.json`);

function countsOf(stage) {
    const exitCode = Number(readFileSync(join(folder, `${stage}.exit`), "utf8"));
    const report = reportOf(stage);
    if (report === undefined) {
        // A check is one test. A jest run without a report either had no tests or broke down.
        const isJest = stage !== "check";
        return { passed: exitCode === 0 && !isJest ? 1 : 0, failed: exitCode === 0 ? 0 : 1, skipped: 0 };
    }
    const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
    return {
        passed: report.numPassedTests,
        // What fails outside of any test, such as a teardown, shows in the exit code only.
        failed: failed === 0 && exitCode !== 0 ? 1 : failed,
        skipped: report.numPendingTests + report.numTodoTests,
    };
}

/** What had passed on the same sources before, and did not run again; see passed.mjs. */
const cachedOf = (stage) => read(`${stage}.cached.json`) ?? { passed: 0, skipped: 0 };

/** At the end once more, where whoever looks at a long log looks first. */
function tell(stage) {
    const { testResults = [], unsteady = [] } = reportOf(stage) ?? {};
    const rows = [
        ...testResults
            .filter(isFailed)
            .flatMap(failuresOf)
            .map((failure) => ["FAILED", failure]),
        ...unsteady.map((failure) => ["UNSTEADY, failed before it passed", failure]),
    ];
    for (const [title, { file, test, message }] of rows) {
        const lines = stripVTControlCharacters(message).split("\n").filter(Boolean);
        console.log([`${title}: ${file}: ${test}`, ...lines.slice(0, messageLines)].join("\n    "));
    }
}

const stages = readdirSync(folder)
    .filter((name) => name.endsWith(".exit"))
    .map((name) => name.slice(0, -".exit".length));
const total = { passed: 0, failed: 0, skipped: 0 };
console.log();
stages.forEach(tell);
console.log();
for (const stage of stages) {
    const counts = countsOf(stage);
    const cached = cachedOf(stage);
    counts.passed += cached.passed;
    counts.skipped += cached.skipped;
    for (const key of Object.keys(total)) total[key] += counts[key];
    const before = cached.passed > 0 ? ` (${cached.passed} of them before, on the same sources)` : "";
    console.log(
        `${stage.padEnd(10)} ${counts.passed} passed${before}, ${counts.failed} failed, ${counts.skipped} skipped`,
    );
}
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
