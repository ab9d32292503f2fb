// A test that fails among thousands, on a machine that others use too, is looked at a second time, alone. When it passes
// then, the run goes on, and its end tells of it as unsteady: that is a defect, too, of the test or of what it tests.
//   second-look.mjs failed REPORT         prints the files of jest's report in which tests failed; none when many did
//   second-look.mjs merge REPORT SECOND   puts the second report's files in the place of the first's
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { failuresOf, isFailed } from "./report.mjs";

/** More than so many files fail for a reason that a second look does not take away. */
const mostFiles = 3;

const read = (report) => JSON.parse(readFileSync(report, "utf8"));

function failed(report) {
    if (!existsSync(report)) return;
    const names = read(report)
        .testResults.filter(isFailed)
        .map(({ name }) => relative(process.cwd(), name));
    if (names.length <= mostFiles) for (const name of names) console.log(name);
}

function merge(report, second) {
    if (!existsSync(second)) return;
    const first = read(report);
    const again = new Map(read(second).testResults.map((file) => [file.name, file]));
    const testResults = first.testResults.map((file) => again.get(file.name) ?? file);
    const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
    const count = (...statuses) => tests.filter(({ status }) => statuses.includes(status)).length;
    const merged = {
        testResults,
        numPassedTests: count("passed"),
        numFailedTests: count("failed"),
        numPendingTests: count("pending"),
        numTodoTests: count("todo"),
        numRuntimeErrorTestSuites: testResults.filter((file) => isFailed(file) && !file.assertionResults.some(isFailed))
            .length,
        unsteady: first.testResults
            .filter((file) => isFailed(file) && !isFailed(again.get(file.name) ?? file))
            .flatMap(failuresOf),
    };
    writeFileSync(report, JSON.stringify(merged));
}

const [command, ...parameters] = process.argv.slice(2);
({ failed, merge })[command](...parameters);
