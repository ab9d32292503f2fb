import * as fc from "fast-check";
import { parseDocument } from "yaml";
import { kubernetesYaml } from "../../../shared/yaml/kubernetes-yaml";
import { readValue, YamlProblem } from "../../../shared/yaml/read-yaml";
import { propertyRuns } from "../../support/property-runs";

function problemOf(text: string): string {
    try {
        readValue(text);
        return "";
    } catch (error) {
        if (!(error instanceof YamlProblem)) throw error;
        return `${error.line}:${error.column} ${error.message}`;
    }
}

function lines(count: number, line: (index: number) => string): string {
    return Array.from({ length: count }, (_, index) => line(index)).join("\n");
}

describe("aliases", () => {
    it("may be any number, as in files that people have", () => {
        const value = readValue(`x: &x {a: [1, 2]}\nlist:\n${lines(2_000, (index) => `  k${index}: *x`)}\n`);
        expect(value).toMatchObject({ list: { k0: { a: [1, 2] }, k1999: { a: [1, 2] } } });
        const merged = readValue(`x: &x {a: 1}\nlist:\n${lines(2_000, (index) => `- {<<: *x, b: ${index}}`)}\n`);
        expect((merged as { list: unknown[] }).list[1999]).toEqual({ a: 1, b: 1999 });
    });

    it("stand for no more than a machine has: ten of ten of ten is refused before it is one", () => {
        const levels = lines(60, (index) => `a${index + 1}: &a${index + 1} [${Array(10).fill(`*a${index}`).join()}]`);
        expect(problemOf(`a0: &a0 [x]\n${levels}\n`)).toBe("8:26 it has aliases that stand for over 16 MB of text");
        const maps = lines(60, (index) => `a${index + 1}: &a${index + 1} {x: *a${index}, y: *a${index}}`);
        expect(problemOf(`a0: &a0 text\n${maps}\n`)).toContain("over 16 MB");
    });

    it("count by what they stand for, not by what the rest of the file is", () => {
        const long = "x".repeat(2 ** 20);
        expect(problemOf(`a: ${long}\nb: &b ${long}\nc: [${Array(14).fill("*b").join()}]\n`)).toBe("");
        expect(problemOf(`a: &a ${long}\nb: [${Array(17).fill("*a").join()}]\n`)).toContain("over 16 MB");
    });

    it.each([
        ["a: *b\nb: &b 1\n", "1:4 it has an alias to an anchor that is not before it"],
        ["a: &a {b: [*a]}\n", "1:12 it has an alias within what it stands for"],
        ["a: &a\n  <<: *a\n", "2:7 it has an alias within what it stands for"],
        ["a: {<<: 1}\n", "1:9 it has a merge (<<) of what is no mapping"],
        ["a: {<<: }\n", expect.stringContaining("it has a merge (<<) of what is no mapping")],
        ["a: &a [1]\nb: {<<: [*a]}\n", expect.stringContaining("it has a merge (<<) of what is no mapping")],
        ["*a : 1\n", expect.stringContaining("it has")],
    ])("are refused in %j", (text, problem) => expect(problemOf(text)).toEqual(problem));

    it("stand for the latest of two anchors of one name", () => {
        expect(readValue("a: &a 1\nb: *a\nc: &a 2\nd: *a\n")).toEqual({ a: 1, b: 1, c: 2, d: 2 });
    });
});

describe("a mistake", () => {
    it.each([
        ["a: [1\n", /^2:1 .*a bracket without its end/],
        ['a: "x\n', /^2:1 .*a quote without its end/],
        ["a: b: c\n", /^1:4 .*put it in quotes/],
        ["a: 1\nb\n", /^2:\d .*a key without a colon/],
        ["a:\n\tb: 1\n", /^2:1 .*a tab in the indentation/],
        ["a:\n  b: 1\n c: 2\n", /^3:\d .*indented/],
        ["a: @x\n", /^1:4 .*put it in quotes/],
        ['a: "\\q"\n', /^1:\d .*backslash/],
        ["a: 1\n---\nb: 2\n", /^2:1 .*more than one document/],
        ["a: 1\na: 2\n", "2:1 it has the same key twice in one mapping"],
        ["yes: 1\non: 2\n", "2:1 it has the same key twice in one mapping"],
        ["~: 1\n", "1:1 it has a key that is no text"],
        ["a: 1\n\0\n", /^2:1 .*UTF-16 that was read as UTF-8/],
        [`${"[".repeat(9_000)}${"]".repeat(9_000)}`, /nested too deeply/],
    ])("is told by its kind and place: %#", (text, problem) => {
        expect(problemOf(text)).toEqual(typeof problem === "string" ? problem : expect.stringMatching(problem));
    });
});

it("what a document holds is what the library takes it for", () => {
    const leaf = fc.constantFrom("1", "yes", "x", '"on"', "~", "''", "0644", "[]", "{}");
    const { node } = fc.letrec<{ node: string }>((tie) => ({
        node: fc.oneof(
            { depthSize: "small" },
            leaf,
            leaf.map((text) => `&a ${text}`),
            fc.constant("*a"),
            fc.array(tie("node"), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
            fc
                .array(fc.tuple(fc.constantFrom("a", "b", "1", "true", "<<", "__proto__", "&a c"), tie("node")), {
                    maxLength: 4,
                })
                .map((pairs) => `{${pairs.map(([key, value]) => `${key}: ${value}`).join(", ")}}`),
            tie("node").map((inner) => (/^[[{]/.test(inner) ? `&a ${inner}` : inner)),
        ),
    }));
    let read = 0;
    fc.assert(
        fc.property(node, (text) => {
            const document = `x: &a {z: 1}\ny: ${text}\n`;
            if (problemOf(document) !== "") return;
            read += 1;
            const theirs: unknown = parseDocument(document, kubernetesYaml).toJS({ maxAliasCount: -1 });
            expect(readValue(document)).toEqual(theirs);
        }),
        { ...propertyRuns, numRuns: 5 * propertyRuns.numRuns },
    );
    expect(read).toBeGreaterThan(propertyRuns.numRuns);
    expect(({} as { z?: unknown }).z).toBeUndefined();
});
