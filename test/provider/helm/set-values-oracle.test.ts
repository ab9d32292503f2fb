import { isDeepStrictEqual } from "node:util";
import { stringify } from "yaml";
import { setEntry, withSet } from "../../../sdk/nodejs/helm/set-entry";
import { mergeValues, type Values } from "../../../sdk/nodejs/helm/values";
import { readValuesFile } from "../../../sdk/nodejs/helm/values-file";
import { ArgumentError } from "../../../sdk/nodejs/validation";
import { awkwardTexts, Generator } from "./generator";
import { HelmTemplate } from "./helm-template";

const helm = new HelmTemplate();
afterAll(() => helm.remove());

interface Case {
    files: string[];
    set: string[];
}

const below = `
a: {b: {c: 1, d: text}, list: [1, {x: 1}, [1, 2], null, text]}
b: [a, {c: [{d: 1}]}, []]
c: text
d: null
e: {}
`;
const keys = [
    "a",
    "b",
    "c",
    "d",
    "e",
    "list",
    "x",
    "f",
    "a\\.b",
    "a\\,b",
    "a\\[0\\]",
    "a\\=b",
    "ü 🚀",
    "__proto__",
    "",
];

function entry(generator: Generator): string {
    return generator
        .times(3, () => `${way(generator)}${generator.below(12) === 0 ? "" : "="}${value(generator)}`)
        .join();
}

function way(generator: Generator): string {
    const parts = generator.times(3, () => {
        const indexes = generator.below(2) === 0 ? [] : generator.times(2, () => `[${index(generator)}]`);
        return generator.pick(keys) + indexes.join("");
    });
    return parts.join(".");
}

function index(generator: Generator): string {
    const odd = ["-1", "+1", "01", "x", "", "65537", "99999999999999999999", "\\2"];
    return generator.below(10) === 0 ? generator.pick(odd) : String(generator.below(5));
}

function value(generator: Generator): string {
    const kind = generator.below(8);
    if (kind === 0) return "";
    if (kind === 1)
        return `{${generator.times(3, () => escaped(generator)).join()}}${generator.pick(["", "", "", "x", "}"])}`;
    return kind === 2 ? generator.pick(awkwardTexts) : escaped(generator);
}

function escaped(generator: Generator): string {
    return generator.pick(awkwardTexts).replace(/[\\,{}=.[\]]/g, "\\$&");
}

/** Returns the values as JSON, or undefined if they are refused. */
function ours({ files, set }: Case): unknown {
    try {
        const refused = set.flatMap((text, at) => setEntry(text, `set[${at}]`));
        if (refused.length > 0) return undefined;
        return JSON.parse(
            JSON.stringify(withSet("x", mergeValues(...files.map((path) => readValuesFile("x", path))), set)),
        );
    } catch (error) {
        if (error instanceof ArgumentError) return undefined;
        throw error;
    }
}

/** Compares all cases, two at a time. Returns how many of them Helm refused. */
async function compare(cases: Case[]): Promise<number> {
    const differences: unknown[] = [];
    let refused = 0;
    const left = [...cases.entries()];
    const worker = async () => {
        for (let next = left.shift(); next; next = left.shift()) {
            const [number, one] = next;
            const theirs = await helm.values(one.files, one.set);
            if (theirs === undefined) refused += 1;
            const mine = ours(one);
            if (!isDeepStrictEqual(mine, theirs)) differences.push({ number, ...one, mine, theirs });
        }
    };
    await Promise.all([worker(), worker()]);
    expect(differences).toEqual([]);
    return refused;
}

/** A number that Helm rounds in a values file and this package refuses. */
const tooLarge = "9223372036854775808";

describe("beside the real Helm", () => {
    it("every awkward text means the same as a value, escaped and as it is", async () => {
        const file = helm.file(below);
        const cases = awkwardTexts.flatMap((text) => [
            { files: [file], set: [`a.b.c=${text}`] },
            { files: [], set: [`a={${text.replace(/[\\,{}]/g, "\\$&")},b}`] },
        ]);
        expect(await compare(cases)).toBeLessThan(cases.length / 2);
    }, 120_000);

    it("400 generated entries of set change the values alike, or are refused alike", async () => {
        const file = helm.file(below);
        const generator = new Generator(1);
        const cases = Array.from({ length: 400 }, () => ({
            files: generator.below(3) === 0 ? [] : [file],
            set: generator.times(2, () => entry(generator)),
        }));
        const refused = await compare(cases);
        expect(refused).toBeGreaterThan(50);
        expect(refused).toBeLessThan(350);
    }, 300_000);

    it("60 generated lists of values files merge alike, nulls and lists included", async () => {
        const generator = new Generator(2);
        const file = () => helm.file(stringify(tree(generator, 3), { version: "1.1" }));
        expect(await compare(Array.from({ length: 60 }, () => ({ files: generator.times(4, file), set: [] })))).toBe(0);
    }, 120_000);

    it("a plain scalar in a values file means the same", async () => {
        const plain = [
            ...awkwardTexts,
            "0b11",
            "0o644",
            "-0x10",
            "1e400",
            "+.5e-3",
            "12e03",
            "NaN",
            "Null",
            "off",
            "N",
        ];
        const texts = plain.filter((text) => !/[\n\r]/.test(text) && text !== tooLarge);
        await compare(
            texts.flatMap((text) =>
                [`v: ${text}\n`, `v: [${text}]\n`].map((content) => ({ files: [helm.file(content)], set: [] })),
            ),
        );
    }, 120_000);

    it.each<[string, string | Uint8Array]>([
        ["UTF-8 with a byte order mark", Buffer.from("\uFEFFa: 'ü'\n")],
        ["UTF-16, as PowerShell writes it", Buffer.from("\uFEFFa: 'ü'\r\n", "utf16le")],
        ["UTF-16, big end first", Buffer.from("\uFEFFa: 'ü'\n", "utf16le").swap16()],
        ["UTF-16 without a mark", Buffer.from("a: 'ü'\n", "utf16le")],
        ["bytes that are no UTF-8", Buffer.from("a: 'ü'\n", "latin1")],
        ["200 aliases", `x: &x {a: [1]}\nlist:\n${"- *x\n".repeat(200)}`],
        [
            "a billion laughs",
            `a0: &a0 [x]\n${Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join()}]\n`).join("")}`,
        ],
    ])("a values file is read, or refused, in %s", async (_, content) => {
        await compare([{ files: [helm.file(content)], set: [] }]);
    });

    it.each([
        ["anchors", "a: &a {x: 1, y: [1]}\nb: *a\nc: {<<: *a, x: 2}\nd: {<<: [*a, {z: 1}]}\n"],
        ["keys that are no text", "1: a\ntrue: b\nno: c\n0644: d\n1.5: e\n"],
        ["a key that is null", "~: a\n"],
        ["block texts", "a: |\n  x\n\n  y\nb: >-\n  x\n  y\nc: 'it''s'\nd: \"\\u00fc\\n\"\n"],
        ["tags", "a: !!str 1\nb: !!int '2'\nc: !!binary aGk=\n"],
        ["an anchored map that set changes in one place only", "a: &a {x: 1, y: [1]}\nb: *a\n"],
    ])("%s in a values file mean the same", async (_, content) => {
        await compare([
            { files: [helm.file(content)], set: ["f=1"] },
            { files: [helm.file(content)], set: ["b.x=2,b.y[0]=3"] },
        ]);
    });
});

function tree(generator: Generator, depth: number): Values {
    return Object.fromEntries(
        generator.times(4, () => [generator.pick(["a", "b", "c", "d e", "ü"]), node(generator, depth)]),
    );
}

function node(generator: Generator, depth: number): unknown {
    const kind = depth === 0 ? 4 : generator.below(8);
    if (kind < 4) return tree(generator, depth - 1);
    if (kind === 5) return generator.times(3, () => node(generator, depth - 1));
    return generator.pick([null, true, 0, -7, 1.5, 1e6, ...awkwardTexts]);
}
