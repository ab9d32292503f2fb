// Sums up the stages of a test run in one line; fails when anything failed.
// Each stage left NAME.exit (its exit code) and, when it is a jest run with tests, NAME.json (jest's report).
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const [folder] = process.argv.slice(2);

function countsOf(stage) {
    const exitCode = Number(readFileSync(join(folder, `${stage}.exit`), "utf8"));
    const reportFile = join(folder, `${stage}.json`);
    if (!existsSync(reportFile)) {
        // A check is one test. A jest run without a report either had no tests or broke down.
        const isJest = stage !== "check";
        return { passed: exitCode === 0 && !isJest ? 1 : 0, failed: exitCode === 0 ? 0 : 1, skipped: 0 };
    }
    const report = JSON.parse(readFileSync(reportFile, "utf8"));
    const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
    return {
        passed: report.numPassedTests,
        // What fails outside of any test, such as a teardown, shows in the exit code only.
        failed: failed === 0 && exitCode !== 0 ? 1 : failed,
        skipped: report.numPendingTests + report.numTodoTests,
    };
}

/** What had passed on the same sources before, and did not run again; see passed.mjs. */
function cachedOf(stage) {
    const file = join(folder, `${stage}.cached.json`);
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { passed: 0, skipped: 0 };
}

const total = { passed: 0, failed: 0, skipped: 0 };
console.log();
for (const file of readdirSync(folder).filter((name) => name.endsWith(".exit"))) {
    const stage = file.slice(0, -".exit".length);
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
