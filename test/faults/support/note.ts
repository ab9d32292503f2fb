import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../e2e/support/packed";

const folder = join(repository, "build/test-results");

/** Says more of the test that runs than whether it held; see `test/setup/faults.mjs`. */
export function note(text: string): void {
    mkdirSync(folder, { recursive: true });
    const row = { name: expect.getState().currentTestName, note: text };
    appendFileSync(join(folder, "fault-notes.jsonl"), `${JSON.stringify(row)}\n`);
}
