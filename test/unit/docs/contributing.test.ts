import { existsSync, globSync } from "node:fs";
import { dirname, join } from "node:path";
import { repository, textOf } from "./markdown";

const tests = globSync("{test,sdk,shared,provider}/**/*.test.ts", { cwd: repository });
/** Subjects that are no folder of the sources: the documentation, the package as a whole, each argument of each component. */
const subjects = ["docs", "inputs", "messages", "mocks", "reading", "supply", "docker-plugin"];

describe("CONTRIBUTING", () => {
    const rows = textOf("CONTRIBUTING.md")
        .split("\n")
        .filter((line) => /^\| .*`/.test(line) && !line.includes("npm test --"))
        .map((line) => line.split("|").slice(2, 4).join(" "));
    const words = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].flatMap(([, list = ""]) => list.split(" ")));

    it("names tests to run after a change", () => expect(words.length).toBeGreaterThan(30));

    it.each([...new Set(words)])("names tests that there are: %s", (word) => {
        expect(tests.filter((path) => path.includes(word))).not.toEqual([]);
    });

    it("says that a unit or wire test is in the folder of its source", () => {
        const elsewhere = tests.flatMap((path) => {
            const folder = /^test\/(?:unit|provider)\/(.+)\/[^/]+$/.exec(path)?.[1];
            if (folder === undefined || subjects.includes(folder.split("/")[0] ?? "")) return [];
            const sources = ["sdk/nodejs", "shared", "provider", "."].map((root) => join(repository, root, folder));
            return sources.some((source) => existsSync(source)) ? [] : [dirname(path)];
        });
        expect([...new Set(elsewhere)]).toEqual([]);
    });
});
