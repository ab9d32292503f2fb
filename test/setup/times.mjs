// What part of a test run's time each test file took, the longest first.
//   times.mjs RESULTS TARGET
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

const [results, target] = process.argv.slice(2);

const reports = readdirSync(results).filter((name) => name.endsWith(".json") && !name.includes("cached"));
const files = reports
    .flatMap((name) => JSON.parse(readFileSync(join(results, name), "utf8")).testResults ?? [])
    .map(({ name, startTime, endTime, assertionResults }) => ({
        file: relative(process.cwd(), name),
        seconds: (endTime - startTime) / 1_000,
        tests: assertionResults.length,
    }))
    .sort((one, other) => other.seconds - one.seconds);
const total = files.reduce((sum, { seconds }) => sum + seconds, 0);
const rows = files.map(({ file, seconds, tests }) =>
    [
        seconds.toFixed(1).padStart(8),
        `${((100 * seconds) / total).toFixed(1)} %`.padStart(7),
        `${tests}`.padStart(5),
        file,
    ].join("  "),
);
writeFileSync(target, [" seconds     part  tests  file", ...rows, ""].join("\n"));
console.log(`${target}: what part of the time each test file took`);
