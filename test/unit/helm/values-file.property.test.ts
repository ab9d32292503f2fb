import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { stringify } from "yaml";
import { ArgumentError } from "../../../sdk/nodejs";
import { mergeValues } from "../../../sdk/nodejs/helm/values";
import { readValuesFile } from "../../../sdk/nodejs/helm/values-file";
import { propertyRuns } from "../../support/property-runs";

const folder = mkdtempSync(join(tmpdir(), "values-"));
afterAll(() => rmSync(folder, { recursive: true }));

const pieces = [
    ...["a: ", "b:\n", "  c: ", "- ", "1\n", "yes\n", "0x1F\n", "null\n", "&a ", "*a", "<<: *a\n", "? ", ": ", "\t"],
    ...["{", "}", "[", "]", ",", "'", '"', "|\n", "---\n", "...\n", "!!binary x\n", "!x ", "\r\n", "\uFEFF", "#"],
    ...["__proto__: {polluted: 1}\n", "constructor: {prototype: {polluted: 1}}\n"],
];
const texts = fc.oneof(
    fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((all) => all.join("")),
    fc.string({ unit: "binary", maxLength: 120 }),
);

function read(text: string | Uint8Array) {
    const path = join(folder, "values.yaml");
    writeFileSync(path, text);
    try {
        return readValuesFile("web", path);
    } catch (error) {
        expect(error).toBeInstanceOf(ArgumentError);
        expect((error as ArgumentError).problems[0]?.message).toContain(path);
        return undefined;
    }
}

it("any file is values that can be merged and sent, or one problem that names it", () => {
    fc.assert(
        fc.property(fc.oneof(texts, fc.uint8Array({ maxLength: 60 })), (text) => {
            const values = read(text);
            if (values) expect(JSON.stringify(mergeValues({ a: { b: 1 } }, values, values))).toMatch(/^\{/);
        }),
        { ...propertyRuns, numRuns: 5 * propertyRuns.numRuns },
    );
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

it("what YAML's own writer writes is read as it was", () => {
    const leaf = fc.oneof(fc.string({ maxLength: 12 }), fc.boolean(), fc.constant(null), fc.integer());
    const { tree } = fc.letrec((tie) => ({
        tree: fc.oneof(
            { depthSize: "small" },
            leaf,
            fc.array(tie("tree"), { maxLength: 3 }),
            fc.dictionary(fc.string({ maxLength: 6 }), tie("tree"), { maxKeys: 3, noNullPrototype: true }),
        ),
    }));
    const files = fc.dictionary(fc.string({ maxLength: 6 }), tree, { noNullPrototype: true });
    fc.assert(
        fc.property(files, (values) => {
            const text = stringify(values, { version: "1.1", defaultStringType: "QUOTE_DOUBLE" });
            expect(read(text)).toEqual(values);
        }),
        propertyRuns,
    );
});
