import { type LifecycleName } from "../../../provider/lifecycles";
import { computedNames } from "../../../provider/shims/computed-outputs";
import { codeBlocks, textOf } from "../docs/markdown";

const page = textOf("docs/how-to/unit-tests.md");
const file = (name: string) => textOf(`test/unit/mocks/program/${name}`);

describe("the page about unit tests", () => {
    it("shows the program and its tests as they are run", () => {
        expect(codeBlocks(page, "ts")).toEqual([file("index.ts")]);
        // Not marked as "ts", which stands for programs.
        expect(codeBlocks(page, "typescript")).toEqual([file("mocks.ts"), file("index.test.ts")]);
    });

    it("names outputs that there are", () => {
        const rows = Array.from(page.matchAll(/^\| `(\w+)` +\| ([^|]+)\|/gm));
        expect(rows.length).toBeGreaterThan(5);
        for (const [, kind = "", cell = ""] of rows) {
            const { all } = computedNames(`v1.${kind}` as LifecycleName);
            const named = Array.from(cell.matchAll(/`(\w+)`/g), ([, output]) => output);
            expect(all).toEqual(expect.arrayContaining(named));
        }
    });
});
