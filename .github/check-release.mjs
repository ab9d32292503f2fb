// Fails unless a tag names what is about to be published: check-release.mjs TAG
//   its version is that of package.json, the changelog begins with it and says when it was released, and the package is
//   kept for the tests of upgrades.
import { existsSync, readFileSync } from "node:fs";

const [tag] = process.argv.slice(2);
const { name, version } = JSON.parse(readFileSync("package.json", "utf8"));
const [, newest = ""] = /^## (.*)$/m.exec(readFileSync("CHANGELOG.md", "utf8")) ?? [];
const [, newestVersion, date] = /^(\S+), (\d{4}-\d{2}-\d{2})$/.exec(newest) ?? [];
const kept = `test/faults/versions/${name}-${version}.tgz`;

const problems = [];
if (tag !== `v${version}`) problems.push(`the tag is ${tag}, and package.json has version ${version}`);
if (newestVersion !== version || Number.isNaN(Date.parse(date))) {
    problems.push(`CHANGELOG.md begins with "## ${newest}", not with "## ${version}, <year>-<month>-<day>"`);
}
if (!existsSync(kept)) problems.push(`${kept} is missing: run test/faults/versions/keep.sh`);

for (const problem of problems) console.error(`error: ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;
