import * as pulumi from "@pulumi/pulumi";
import { writeFileSync } from "node:fs";
import { toObjects } from "../../../sdk/nodejs/manifest/load-objects";
import type { ManifestArgs } from "../../../sdk/nodejs/manifest/manifest-args";
import { isLater, readSource } from "../../../sdk/nodejs/manifest/read-source";
import { configMap, inTemporaryFolder } from "./temporary-folder";

const write = inTemporaryFolder();

function load(args: Partial<ManifestArgs>) {
    const source = readSource(args as ManifestArgs);
    if (isLater(source)) throw new Error("not read yet");
    return toObjects(source, { namespace: args.namespace as string | undefined, transform: args.transform });
}

const problemsOf = (args: Partial<ManifestArgs>) =>
    load(args).problems.map(({ path, message }) => `${path} ${message}`);
const metadataOf = (args: Partial<ManifestArgs>) => load(args).found.map(({ object }) => object.metadata);

describe("what a chart had nothing to write for", () => {
    const object = (metadata: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, ${metadata}}\n`;

    it.each([
        ['namespace: ""', { name: "a", namespace: "shop" }],
        ["namespace: ", { name: "a", namespace: "shop" }],
        ["generateName: ", { name: "a", namespace: "shop" }],
        ["annotations: {checksum/config: }", { name: "a", namespace: "shop", annotations: {} }],
        ["annotations: {a: , b: x}", { name: "a", namespace: "shop", annotations: { b: "x" } }],
        ["labels: {a: ~, b: x}", { name: "a", namespace: "shop", labels: { b: "x" } }],
        ["annotations: , labels: ", { name: "a", namespace: "shop", annotations: null, labels: null }],
    ])("is absent, and no namespace: %s", (metadata, expected) => {
        expect(problemsOf({ yaml: object(metadata), namespace: "shop" })).toEqual([]);
        expect(metadataOf({ yaml: object(metadata), namespace: "shop" })).toEqual([expected]);
    });

    it("is absent in a kind without namespace, in a List, in the program and after a transform", () => {
        const role = "rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: a, namespace: ''}}";
        expect(metadataOf({ yaml: `{apiVersion: ${role}` })[0]?.namespace).toBeUndefined();
        const item = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: null}}";
        expect(metadataOf({ yaml: `{apiVersion: v1, kind: List, items: [${item}]}` })).toEqual([
            { name: "a", namespace: "default" },
        ]);
        const plain = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a", namespace: "" } };
        expect(metadataOf({ objects: [plain] })).toEqual([{ name: "a", namespace: "default" }]);
        expect(
            metadataOf({
                objects: [plain],
                transform: (own) => ({ ...own, metadata: { ...own.metadata, namespace: "" } }),
            }),
        ).toEqual([{ name: "a", namespace: "default" }]);
    });

    it("is still a name that is missing, and a namespace that is none", () => {
        expect(problemsOf({ yaml: "{apiVersion: v1, kind: Pod, metadata: {name: }}" })).toEqual([
            "yaml:1 (document 1) has no metadata.name",
        ]);
        expect(problemsOf({ yaml: "{apiVersion: v1, kind: Pod, metadata: {name: , generateName: a-}}" })).toEqual([
            expect.stringContaining("has generateName"),
        ]);
        expect(problemsOf({ yaml: object('namespace: " "') })).toEqual([
            expect.stringMatching(/has a namespace that must be a DNS label .*, but is not$/),
        ]);
    });

    it("leaves Outputs alone", () => {
        const metadata = { name: "a", labels: pulumi.output({ a: "b" }), annotations: { c: pulumi.output("d") } };
        const found = metadataOf({ objects: [{ apiVersion: "v1", kind: "ConfigMap", metadata }] });
        expect(found[0]?.labels).toBe(metadata.labels);
        expect(found[0]?.annotations).toBe(metadata.annotations);
    });
});

describe("JSON objects one after the other", () => {
    const one = JSON.stringify({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "one" }, data: { a: '}{"' } });
    const two = JSON.stringify({ apiVersion: "v1", kind: "Secret", metadata: { name: "two" } }, undefined, 2);

    it.each([
        ["on lines of their own", `${one}\n${two}\n`],
        ["on one line", `${one}${two}`],
        ["with blanks and a byte order mark", `\uFEFF \n${one}\r\n\r\n  ${two}  `],
        ["with --- between some", `${one}\n---\n${two}`],
        ["with --- before the first too", `---\n${one}\n${two}`],
    ])("are read %s", (_, text) => {
        const { found, problems } = load({ yaml: text });
        expect(problems).toEqual([]);
        expect(found.map(({ object }) => object.metadata.name)).toEqual(["one", "two"]);
        expect(found[0]?.object.data).toEqual({ a: '}{"' });
    });

    it("have the line that each begins at, with and without a mistake in one", () => {
        const wrong = JSON.stringify({ apiVersion: "v1", metadata: { name: "c" } });
        expect(problemsOf({ yaml: `${one}\n${two}\n${wrong}\n` })).toEqual([
            `yaml:${two.split("\n").length + 2} (document 3) has no kind`,
        ]);
        expect(problemsOf({ yaml: `${one}\n{"apiVersion":"v1","apiVersion":"v1"}\n` })).toEqual([
            "yaml:2 (document 2) has the same key twice in one mapping, in column 20",
        ]);
    });

    it.each([
        ["a comment first", `# x\n${one}\n${one}\n`, 3],
        ["YAML after JSON", `${one}\nkind: ConfigMap\n`, 2],
        ["a comma between", `${one},\n${one}\n`, 1],
    ])("are else one error, not one for each token: %s", (_, text, line) => {
        expect(problemsOf({ yaml: text })).toEqual([
            expect.stringMatching(
                new RegExp(`^yaml:${line} .*is not valid YAML: in column \\d+ it has .*put a line ---`),
            ),
        ]);
    });
});

describe("a file in another encoding", () => {
    it.each([
        ["UTF-8 with a byte order mark", "utf8"],
        ["UTF-16, as PowerShell writes it", "utf16le"],
    ] as const)("is read in %s", (_, encoding) => {
        writeFileSync("a.yaml", `\uFEFF${configMap("a")}---\r\n${configMap("b")}data: {k: ü}\r\n`, encoding);
        writeFileSync(
            "b.json",
            `\uFEFF${JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata: { name: "c" } })}`,
            encoding,
        );
        const { found, problems } = load({ path: "." });
        expect(problems).toEqual([]);
        expect(found.map(({ object }) => object.metadata.name)).toEqual(["a", "b", "c"]);
        expect(found[1]?.object.data).toEqual({ k: "ü" });
    });

    it("is refused by the name of the encoding", () => {
        writeFileSync("a.yaml", configMap("a"), "utf16le");
        expect(problemsOf({ path: "a.yaml" })).toEqual([
            "a.yaml is in UTF-16 without a byte order mark; save it in UTF-8",
        ]);
    });

    it("is refused with that reason where the program has read it as UTF-8", () => {
        const text = Buffer.from(`\uFEFF${configMap("a")}`, "utf16le").toString("utf8");
        expect(problemsOf({ yaml: text })).toEqual([
            expect.stringContaining("a file in UTF-16 that was read as UTF-8"),
        ]);
    });

    it("with bytes that are no UTF-8 is what it is to kubectl", () => {
        write({ "k8s/a.yaml": "" });
        writeFileSync("k8s/a.yaml", `${configMap("a")}# für\n`, "latin1");
        expect(problemsOf({ path: "k8s" })).toEqual([]);
    });
});

it("a field has the line that it is at", () => {
    const yaml = `${configMap("a")}---\napiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: b}\n  data:\n    x: y\n`;
    const { found } = load({ yaml });
    expect(found.map(({ placeOf }) => placeOf?.(["data", "x"]))).toEqual([
        "yaml:3 (document 1)".replace(":3", ":1"),
        "yaml:12 (document 2)",
    ]);
});
