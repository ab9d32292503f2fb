import * as pulumi from "@pulumi/pulumi";
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

const namesOf = (args: Partial<ManifestArgs>) => load(args).found.map(({ object }) => object.metadata.name);
const problemsOf = (args: Partial<ManifestArgs>) =>
    load(args).problems.map(({ path, message }) => `${path} ${message}`);

it("refuses an alias in what it stands for", () => {
    expect(problemsOf({ yaml: "apiVersion: v1\nkind: A\nmetadata: {name: a}\ndata: &a\n  b: [*a]\n" })).toEqual([
        expect.stringMatching(/:5 \(document 1\) has an alias within what it stands for, in column 7$/),
    ]);
});

it("reads every document of every file", () => {
    write({
        "k8s/b.yaml": `---\n${configMap("b1")}---\n${configMap("b2")}`,
        "k8s/a.json": '{"apiVersion":"v1",\n\t"kind":"Pod",\n\t"metadata":{"name":"a"}}',
    });
    expect(namesOf({ path: "k8s" })).toEqual(["a", "b1", "b2"]);
});

it("leaves out empty documents and those with comments alone", () => {
    expect(namesOf({ yaml: `---\n# nothing\n---\n---\n${configMap("a")}---\nnull\n...\n` })).toEqual(["a"]);
});

it("copes with a byte order mark and Windows line ends", () => {
    expect(namesOf({ yaml: `\uFEFF${configMap("a")}---\n${configMap("b")}`.replaceAll("\n", "\r\n") })).toEqual([
        "a",
        "b",
    ]);
});

it("takes lists apart, nested ones and typed ones too", () => {
    const yaml = `
apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: Secret, metadata: {name: a}}
  - apiVersion: v1
    kind: ConfigMapList
    items: [{metadata: {name: b}}]
  - {apiVersion: v1, kind: List, items: []}
`;
    expect(load({ yaml }).found.map(({ object, place }) => [object.kind, object.metadata.name, place])).toEqual([
        ["Secret", "a", "yaml:5 (document 1), item 1 of a List"],
        ["ConfigMap", "b", "yaml:6 (document 1), item 2 of a List, item 1 of a ConfigMapList"],
    ]);
});

it("takes a kind that only ends in List for an object", () => {
    expect(namesOf({ yaml: "apiVersion: example.com/v1\nkind: AllowList\nmetadata: {name: a}\nspec: {}" })).toEqual([
        "a",
    ]);
});

it("takes inline objects, with Outputs inside", () => {
    const data = pulumi.output({ url: "x" });
    const object = {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "a", labels: pulumi.output({ b: "c" }) },
        data,
    };
    expect(load({ objects: [object] })).toMatchObject({ problems: [], found: [{ place: "objects[0]" }] });
});

describe("the namespace", () => {
    const placed = (yaml: string, namespace?: string) => load({ yaml, namespace }).found[0]?.object.metadata.namespace;

    it("is the object's own", () => {
        expect(placed("{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: own}}", "shop")).toBe("own");
    });

    it("is else that of the arguments, else default", () => {
        expect(placed(configMap("a"), "shop")).toBe("shop");
        expect(placed(configMap("a"))).toBe("default");
    });

    it("is none for a kind that has none, whatever the object says", () => {
        expect(
            placed("{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: a}}", "shop"),
        ).toBeUndefined();
        expect(placed("{apiVersion: v1, kind: Namespace, metadata: {name: a, namespace: b}}")).toBeUndefined();
    });

    it("follows the definition of a custom resource", () => {
        const definition = (scope: string) =>
            "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: widgets.example.com}\n" +
            `spec: {group: example.com, scope: ${scope}, names: {kind: Widget}}\n---\n` +
            "{apiVersion: example.com/v1, kind: Widget, metadata: {name: a}}";
        const of = (scope: string) =>
            load({ yaml: definition(scope), namespace: "shop" }).found[1]?.object.metadata.namespace;
        expect([of("Cluster"), of("Namespaced")]).toEqual([undefined, "shop"]);
    });

    it("is not guessed where the definition of a custom resource is elsewhere", () => {
        const yaml = "{apiVersion: example.com/v1, kind: Widget, metadata: {name: a}}";
        expect(load({ yaml })).toMatchObject({ problems: [], found: [{ object: { metadata: { name: "a" } } }] });
        expect(problemsOf({ yaml, namespace: "shop" })).toEqual([
            expect.stringContaining("whether it needs one is unknown"),
        ]);
    });
});

describe("what is wrong is said with file, line and document", () => {
    it.each([
        ["broken YAML", "a: [1\n", /^f\.yaml:2 \(document 1\) is not valid YAML/],
        [
            "a key twice",
            "a: 1\nb:\n  c: 1\n  c: 2\n",
            "f.yaml:4 (document 1) has the same key twice in one mapping, in column 3",
        ],
        [
            "a key twice for kubectl",
            "a: 1\nyes: 1\non: 2\n",
            "f.yaml:3 (document 1) has the same key twice in one mapping, in column 1",
        ],
        ["a key that is null", "a: {~: 1}\n", "f.yaml:1 (document 1) has a key that is no text, in column 5"],
        ["no kind", `${configMap("a")}---\napiVersion: v1\nmetadata: {name: a}\n`, "f.yaml:5 (document 2) has no kind"],
        ["no apiVersion", "kind: Pod\nmetadata: {name: a}\n", "f.yaml:1 (document 1) has no apiVersion"],
        [
            "a wrong apiVersion",
            "apiVersion: a/b/c\nkind: Pod\nmetadata: {name: a}\n",
            /neither "version" nor "group\/version"/,
        ],
        ["no metadata", "apiVersion: v1\nkind: Pod\n", "f.yaml:1 (document 1) has no metadata"],
        ["no name", "apiVersion: v1\nkind: Pod\nmetadata: {}\n", "f.yaml:1 (document 1) has no metadata.name"],
        [
            "a name that is a number",
            "apiVersion: v1\nkind: Pod\nmetadata: {name: 1}\n",
            /has a metadata.name that is no text; put it in quotes/,
        ],
        [
            "generateName",
            "apiVersion: v1\nkind: Pod\nmetadata: {generateName: a-}\n",
            /^f\.yaml:1 \(document 1\) has generateName/,
        ],
        [
            "a wrong namespace",
            "apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: A}\n",
            /namespace that must be a DNS label .*, but is not$/,
        ],
        [
            "a label that YAML reads as a boolean",
            'apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {on: "x", b: yes}}\n',
            /:3 \(document 1\) has a boolean as metadata\.labels\["b"\], which has to be text: put it in quotes/,
        ],
        ["a list", "- a\n", "f.yaml:1 (document 1) is no object with apiVersion, kind and metadata"],
        ["text", "hello\n", "f.yaml:1 (document 1) is no object with apiVersion, kind and metadata"],
        [
            "a List without a list",
            "apiVersion: v1\nkind: List\nitems: {}\n",
            "f.yaml:1 (document 1) is a List whose items are not a list",
        ],
        [
            "a kustomization",
            "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n",
            /is a kustomization; give its folder as path/,
        ],
        ["nothing", "# nothing\n", 'path "f.yaml" contains no object'],
    ])("%s", (_, content, problem) => {
        write({ "f.yaml": content });
        const expected = typeof problem === "string" ? problem : (expect.stringMatching(problem) as string);
        expect(problemsOf({ path: "f.yaml" })).toEqual([expected]);
    });

    it("all of it at once", () => {
        write({ "k8s/a.yaml": "a: [", "k8s/b.yaml": "kind: Pod\n---\nx: y\n" });
        const problems = problemsOf({ path: "k8s" });
        expect(problems).toContain("k8s/b.yaml:1 (document 1) has no apiVersion");
        expect(problems).toContain("k8s/b.yaml:3 (document 2) has no kind");
        expect(problems.some((problem) => problem.startsWith("k8s/a.yaml:1 (document 1) is not valid YAML"))).toBe(
            true,
        );
    });

    it("a path that leads nowhere", () => {
        expect(problemsOf({ path: "gone" })).toEqual(['path "gone" does not exist']);
    });

    it("an object that a transform makes known too late", () => {
        const late = pulumi.output("a") as unknown as string;
        const transform: ManifestArgs["transform"] = (object) => ({ ...object, metadata: { name: late } });
        expect(problemsOf({ yaml: configMap("a"), transform })).toEqual([
            "yaml:1 (document 1), after transform, has an Output as metadata.name, " +
                "which has to be known before anything is created",
        ]);
    });

    it("and never with a line of the file, which could be one of a Secret", () => {
        const problems = problemsOf({ yaml: "kind: Secret\nstringData:\n  password: hunter2\n password: hunter3\n" });
        expect(problems.length).toBeGreaterThan(0);
        expect(problems.join("\n")).not.toContain("hunter");
    });
});
