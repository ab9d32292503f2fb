import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { referencePages } from "./reference-page";

const docs = join(__dirname, "..");

async function main(): Promise<void> {
    for (const [path, text] of referencePages(join(docs, "../sdk/nodejs/index.ts"))) {
        const file = join(docs, path);
        writeFileSync(file, await format(text, { ...(await resolveConfig(file)), parser: "markdown" }));
    }
}

void main();
