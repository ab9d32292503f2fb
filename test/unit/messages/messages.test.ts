import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { messagesOf } from "./catalogue";

const root = join(__dirname, "../../..");
const catalogue = join(__dirname, "messages.txt");

const sources = execFileSync("git", ["ls-files", "--", "sdk/nodejs", "shared", "provider", "policy"], { cwd: root })
    .toString()
    .split("\n")
    .filter((path) => /(?<!\.test|\.d)\.ts$/.test(path));
const messages = sources.map((path) => ({ path, texts: messagesOf(join(root, path)) }));

it("the catalogue shows all messages side by side, for reading (UPDATE=1 writes it)", () => {
    const shown = messages
        .filter(({ texts }) => texts.length > 0)
        .map(({ path, texts }) => [path, ...texts.map((text) => `    ${text}`)].join("\n"))
        .join("\n\n");
    if (process.env.UPDATE !== undefined) writeFileSync(catalogue, `${shown}\n`);
    expect(readFileSync(catalogue, "utf8")).toBe(`${shown}\n`);
});
