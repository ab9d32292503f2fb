// Prints what the tests of faults tried and what held, and writes it to build/faults.json.
// The rows are jest's report, with what the tests noted of themselves.
//   faults.mjs RESULTS TARGET [FORM]   long, part of the long, or short; only what is tried again replaces rows of a long form
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { isFailed } from "./report.mjs";

const shortForm = "short form";
const [results, target, form = "short"] = process.argv.slice(2);
const report = join(results, "faults.json");
if (!existsSync(report)) process.exit(0);

const notesFile = join(results, "fault-notes.jsonl");
const lines = existsSync(notesFile) ? readFileSync(notesFile, "utf8").split("\n").filter(Boolean) : [];
const notes = Map.groupBy(
    lines.map((line) => JSON.parse(line)),
    ({ name }) => name,
);

const firstLine = (text) => stripVTControlCharacters(text).split("\n", 1)[0];
const noteOf = ({ fullName, failureMessages }) =>
    [...(notes.get(fullName) ?? []).map(({ note }) => note), ...failureMessages.map(firstLine)].join("; ");

/** A file that breaks down outside of its tests has failed, too. */
function testsOf({ name, status, message, assertionResults }) {
    const file = basename(name, ".test.ts");
    const tests = assertionResults.map((test) => ({ file, ...test }));
    if (status !== "failed" || tests.some(isFailed)) return tests;
    return [...tests, { file, title: file, fullName: file, ancestorTitles: [], status, failureMessages: [message] }];
}

const rows = JSON.parse(readFileSync(report, "utf8"))
    .testResults.flatMap(testsOf)
    .filter(({ status }) => status === "passed" || status === "failed")
    .map((test) => ({
        name: test.title,
        tried: test.ancestorTitles.join(", ") || test.file,
        held: test.status === "passed",
        note: noteOf(test),
    }))
    .sort((one, other) => one.tried.localeCompare(other.tried));

const shortened = (text, length) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);
let tried;
for (const row of rows) {
    if (row.tried !== tried) console.log(`\n${row.tried}`);
    tried = row.tried;
    console.log(`  ${row.held ? "held  " : "FAILED"}  ${row.name}`);
    if (row.note) console.log(`          ${row.held ? shortened(row.note, 160) : row.note}`);
}
console.log(`\n${rows.filter(({ held }) => held).length} of ${rows.length} held`);

const isShort = ({ note }) => note.startsWith(shortForm);
const keyOf = ({ tried, name }) => JSON.stringify([tried, name]);
const before = form === "long" || !existsSync(target) ? [] : JSON.parse(readFileSync(target, "utf8"));
if (form === "short" && before.some((row) => !isShort(row))) {
    console.log(`${target} stays as make faults wrote it`);
} else {
    const told = rows.map((row) => (form === "short" ? { ...row, note: [shortForm, row.note].join("; ") } : row));
    const merged = new Map([...before, ...told].map((row) => [keyOf(row), row]));
    const sorted = [...merged.values()].sort((one, other) => one.tried.localeCompare(other.tried));
    writeFileSync(target, `${JSON.stringify(sorted, undefined, 4)}\n`);
}
