// Remembers which test files have passed on which sources, so that the slow ones run again only when something has changed.
//   passed.mjs unknown FOLDER TARGET   prints the files that are to run; writes to TARGET what the others counted
//   passed.mjs record TARGET REPORT    keeps what passed of a jest report
// With CI or FRESH set, all of them run.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

const { ROOT, CACHE, ENVIRONMENT, CI, FRESH } = process.env;
const records = join(CACHE, "passed");

/** What no slow test depends on; every other file counts: samples of the documentation, and what tests share. */
const without = [/^(?!docs\/).*\.md$/, /\.test\.ts$/, /^test\/bench\//, /^\.(ci|github)\//];

function filesOf(...patterns) {
    const options = ["ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", ...patterns];
    const listed = execFileSync("git", options, { cwd: ROOT, encoding: "utf8" }).split("\0");
    return [...new Set(listed)].filter((path) => path !== "" && existsSync(join(ROOT, path))).sort();
}

/** Of the sources, the environment and one test file; as they are now, before it runs. */
function keysOf(paths) {
    const sources = createHash("sha256").update(process.version).update(readFileSync(ENVIRONMENT));
    for (const path of filesOf().filter((each) => !without.some((pattern) => pattern.test(each)))) {
        sources.update(`\0${path}\0`).update(readFileSync(join(ROOT, path)));
    }
    const keyOf = (path) =>
        sources
            .copy()
            .update(`\0\0${path}\0`)
            .update(readFileSync(join(ROOT, path)))
            .digest("hex");
    return Object.fromEntries(paths.map((path) => [path, keyOf(path)]));
}

function unknown(under, target) {
    const keys = keysOf(filesOf(`${under}*.test.ts`));
    const recordOf = (path) => join(records, keys[path]);
    const isKnown = (path) => !CI && !FRESH && existsSync(recordOf(path));
    const known = Object.keys(keys).filter(isKnown);
    const counts = known.map((path) => JSON.parse(readFileSync(recordOf(path), "utf8")));
    const sum = (key) => counts.reduce((total, each) => total + each[key], 0);
    writeFileSync(target, JSON.stringify({ keys, passed: sum("passed"), skipped: sum("skipped") }));
    for (const path of Object.keys(keys).filter((each) => !known.includes(each))) console.log(path);
}

function record(target, report) {
    if (!existsSync(report)) return;
    const { keys } = JSON.parse(readFileSync(target, "utf8"));
    mkdirSync(records, { recursive: true });
    for (const { name, status, assertionResults } of JSON.parse(readFileSync(report, "utf8")).testResults) {
        const count = (...statuses) => assertionResults.filter((test) => statuses.includes(test.status)).length;
        if (status !== "passed" || count("passed") === 0) continue;
        const counts = { passed: count("passed"), skipped: count("pending", "todo") };
        writeFileSync(join(records, keys[relative(ROOT, name)]), JSON.stringify(counts));
    }
}

const [command, ...parameters] = process.argv.slice(2);
({ unknown, record })[command](...parameters);
