// Prints what the tests of faults tried and what held, and writes it to build/faults.json.
// The rows are jest's report, with what the tests noted of themselves.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [results, target] = process.argv.slice(2);
const report = join(results, "faults.json");
if (!existsSync(report)) process.exit(0);

const notesFile = join(results, "fault-notes.jsonl");
const lines = existsSync(notesFile) ? readFileSync(notesFile, "utf8").split("\n").filter(Boolean) : [];
const notes = Map.groupBy(
    lines.map((line) => JSON.parse(line)),
    ({ name }) => name,
);

const firstLine = (text) => text.replaceAll(/\u001B\[[\d;]*m/g, "").split("\n", 1)[0];
const noteOf = ({ fullName, failureMessages }) =>
    [...(notes.get(fullName) ?? []).map(({ note }) => note), ...failureMessages.map(firstLine)].join("; ");

const { testResults } = JSON.parse(readFileSync(report, "utf8"));
const rows = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === "passed" || status === "failed")
    .map((test) => ({
        name: test.title,
        tried: test.ancestorTitles.join(", "),
        held: test.status === "passed",
        note: noteOf(test),
    }))
    .sort((one, other) => one.tried.localeCompare(other.tried));

const shortened = (text, length) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);
let tried;
for (const row of rows) {
    if (row.tried !== tried) console.log(`\n${row.tried || "also"}`);
    tried = row.tried;
    console.log(`  ${row.held ? "held  " : "FAILED"}  ${row.name}`);
    if (row.note) console.log(`          ${shortened(row.note, 160)}`);
}
console.log(`\n${rows.filter(({ held }) => held).length} of ${rows.length} held`);
writeFileSync(target, `${JSON.stringify(rows, undefined, 4)}\n`);
