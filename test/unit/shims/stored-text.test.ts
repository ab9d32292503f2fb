import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { lifecycles } from "../../../provider/lifecycles";
import { storedText } from "../../../provider/shims/stored-text";

interface Shim {
    type: string;
    text: string;
}

const root = join(__dirname, "../../..");
const sources = ["dynamic-provider", "lifecycle-resource"].map((name) => `provider/shims/${name}`);

/** The compiled package, because that is what Pulumi serialises for users. */
function shims(): Shim[] {
    const stale = sources.some((source) => {
        const compiled = join(root, "dist", `${source}.js`);
        return !existsSync(compiled) || statSync(compiled).mtimeMs < statSync(join(root, `${source}.ts`)).mtimeMs;
    });
    if (stale) execFileSync("npm", ["run", "build"], { cwd: root, stdio: "pipe" });
    const program = join(root, "test/unit/support/print-shims.cjs");
    const output = execFileSync(process.execPath, [program, join(root, "dist/sdk/nodejs/index.js")], {
        cwd: root,
        env: { ...process.env, NODE_OPTIONS: "" },
        encoding: "utf8",
    });
    return JSON.parse(output) as Shim[];
}

describe("what Pulumi stores of a dynamic resource's provider", () => {
    let found: Shim[];
    let texts: Set<string>;

    beforeAll(() => {
        found = shims();
        texts = new Set(found.map(({ text }) => text));
    }, 120_000);

    it("is there for every kind of resource", () => {
        const kinds = Object.keys(lifecycles).map((name) => `pulumi-nodejs:dynamic/k3s:${name.replace(/^v1\./, "")}`);
        expect([...new Set(found.map(({ type }) => type))].sort()).toEqual(kinds.sort());
    });

    it("is one text for all of them", () => expect(texts.size).toBe(1));

    it("is this text: a change of it is a diff in every resource of every user", () => {
        expect([...texts][0]).toMatchSnapshot();
    });

    it("is what the plugin stores too", () => expect([...texts]).toEqual([storedText]));

    it("holds no path of the machine it was made on, nor anything that it captured", () => {
        const [text = ""] = texts;
        expect(text).not.toMatch(/["'`(]\/[a-z]/i);
        expect(text).not.toContain(root);
        const captured = [...text.matchAll(/with\(\{([^}]*)\}\)/g)].map(([, names = ""]) => names.trim());
        expect(new Set(captured)).toEqual(
            new Set([
                "this: undefined, arguments: undefined",
                "provider: __provider, this: undefined, arguments: undefined",
            ]),
        );
    });

    it("requires this package and nothing else, once for each operation", () => {
        const required = [...([...texts][0] ?? "").matchAll(/require\(([^)]*)\)/g)].map(([, what]) => what);
        expect(new Set(required)).toEqual(new Set(['"pulumi-k3s/provider"']));
        expect(required).toHaveLength(5);
    });
});
