import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { pagesWithPrograms } from "./programs-in-pages";
import { referencePages } from "./reference-page";
import { type PackageFile } from "./schema/metadata";
import { packageSchema } from "./schema/package-schema";

const docs = join(__dirname, "..");
const index = join(docs, "../sdk/nodejs/index.ts");

async function main(): Promise<void> {
    for (const [path, text] of [...referencePages(index), ...pagesWithPrograms()]) {
        const file = join(docs, path);
        writeFileSync(file, await format(text, { ...(await resolveConfig(file)), parser: "markdown" }));
    }
    const packageFile = JSON.parse(readFileSync(join(docs, "../package.json"), "utf8")) as PackageFile;
    const schema = join(docs, "../provider/plugin/schema.json");
    const text = JSON.stringify(packageSchema(index, packageFile));
    writeFileSync(schema, await format(text, { ...(await resolveConfig(schema)), parser: "json" }));
}

void main();
