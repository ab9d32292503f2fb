import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { apiPage } from "./api-page";

const repository = join(__dirname, "../..");
const page = join(repository, "docs/reference/api.md");

async function main(): Promise<void> {
    const text = apiPage(join(repository, "sdk/nodejs/index.ts"));
    writeFileSync(page, await format(text, { ...(await resolveConfig(page)), parser: "markdown" }));
}

void main();
