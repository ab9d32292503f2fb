import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { readKubeconfig } from "../../../shared/kubeconfig/read-kubeconfig";
import { renderedObjects } from "../../../provider/helm/stored-release";
import { yamlOf } from "../../../shared/kubeconfig/yaml-text";
import { kustomizeProblem } from "../../../sdk/nodejs/manifest/kustomize-problem";
import { parseBytes } from "../../../sdk/nodejs/manifest/parse-documents";

const kubectl = process.env.KUBECTL_BINARY ?? "kubectl";
const folder = mkdtempSync(join(tmpdir(), "kubectl-oracle-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

function file(content: string | Uint8Array, extension = "yaml"): string {
    const path = join(folder, `${files++}.${extension}`);
    writeFileSync(path, content);
    return path;
}

async function run(...args: string[]): Promise<string | undefined> {
    try {
        return (await promisify(execFile)(kubectl, args)).stdout;
    } catch (error) {
        if ((error as { code?: unknown }).code === 1) return undefined;
        throw error;
    }
}

/** Returns the objects of a file as kubectl reads them, without a cluster; undefined if it refuses them. */
async function theirObjects(path: string): Promise<unknown[] | undefined> {
    const output = await run("annotate", "--local", "-f", path, "oracle=1", "-o", "json");
    const objects = output?.split(/^(?=\{)/m).map((text): unknown => JSON.parse(text));
    for (const object of (objects ?? []) as { metadata: { annotations?: Record<string, string> } }[]) {
        delete object.metadata.annotations;
    }
    return objects;
}

const object = (name: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {k: 'ü', mode: 0644, on: yes}\n`;
const json = (name: string) =>
    JSON.stringify({ apiVersion: "v1", kind: "ConfigMap", metadata: { name }, data: { a: '}{"' } });
const marked = (text: string, encoding: BufferEncoding) => Buffer.from(`\uFEFF${text}`, encoding);

describe("what kubectl reads we read as it does", () => {
    it.each<[string, string | Uint8Array]>([
        ["YAML", `${object("a")}---\n${object("b")}`],
        ["JSON objects one after the other", `${json("a")}\n${json("b")}\n`],
        ["JSON objects on one line", `${json("a")}${json("b")}`],
        ["UTF-8 with a byte order mark", marked(object("a"), "utf8")],
        ["UTF-16, as PowerShell writes it", marked(`${object("a")}---\n${object("b")}`, "utf16le")],
        ["UTF-16, big end first", marked(object("a"), "utf16le").swap16()],
        ["JSON in UTF-16", marked(json("a"), "utf16le")],
        ["bytes that are no UTF-8", Buffer.from(object("a"), "latin1")],
        ["200 aliases", `${object("a")}x: &x {a: [1]}\nz:\n${"- *x\n".repeat(200)}`],
        ["merges", `${object("a")}x: &x {a: 1}\nz: {<<: *x, b: 2}\nw: {<<: [*x, {a: 3, c: 4}]}\n`],
    ])("%s", async (_, content) => {
        const path = file(content);
        const { found, problems } = parseBytes(Buffer.from(content), path);
        expect(problems).toEqual([]);
        expect(found.map(({ value }) => value)).toEqual(await theirObjects(path));
    });

    it.each<[string, string | Uint8Array]>([
        ["UTF-16 without a byte order mark", Buffer.from(object("a"), "utf16le")],
        ["UTF-32", Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), Buffer.from(object("a"))])],
        [
            "a billion laughs",
            `a0: &a0 [x]\n${Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join()}]`).join("\n")}\n`,
        ],
        ["a NUL", `${object("a")}# \0\n`],
    ])("what it refuses we refuse: %s", async (_, content) => {
        const path = file(content);
        expect(await theirObjects(path)).toBeUndefined();
        expect(parseBytes(Buffer.from(content), path).problems).toHaveLength(1);
    });
});

describe("a kubeconfig is to us what it is to kubectl", () => {
    async function theirs(path: string): Promise<Record<string, unknown> | undefined> {
        const output = await run("config", "view", "--raw", "--kubeconfig", path, "-o", "json");
        return output === undefined ? undefined : (JSON.parse(output) as Record<string, unknown>);
    }

    it.each([
        "clusters: [{name: a, cluster: {server: x, insecure-skip-tls-verify: yes}}]\n",
        "clusters: [{name: a, cluster: {server: x, insecure-skip-tls-verify: Off}}]\n",
        'users: [{name: a, user: {token: !!str 0123, username: "on"}}]\n',
        "users: [{name: a, user: {username: 1:30, password: 2024-05-01}}]\n",
        "current-context: &a x\ncontexts: [{name: *a, context: {cluster: c, user: u}}]\n",
        "users: null\ncontexts:\n",
    ])("%j", async (text) => {
        const found = await theirs(file(text));
        // kubectl does not print fields that are false or absent.
        expect(found).toMatchObject(
            JSON.parse(JSON.stringify(readKubeconfig(text)), (_, value: unknown) =>
                value === false ? undefined : value,
            ) as object,
        );
    });

    it.each([
        ["current-context: on\n", "its current-context is true or false, but has to be text: put it in quotes"],
        [
            "users: [{name: a, user: {token: 0123}}]\n",
            "its users[0].user.token is a number, but has to be text: put it in quotes",
        ],
        ["users: [{name: 1_0, user: {}}]\n", "its users[0].name is a number, but has to be text: put it in quotes"],
        [
            'clusters: [{name: a, cluster: {server: x, insecure-skip-tls-verify: "true"}}]\n',
            "its clusters[0].cluster.insecure-skip-tls-verify is text, but has to be true or false",
        ],
        ["users: {}\n", "its users is a mapping, but has to be a list"],
        [
            "users: [{name: a, user: {exec: {command: a, args: [yes]}}}]\n",
            "its users[0].user.exec.args[0] is true or false, but has to be text: put it in quotes",
        ],
        ["[]\n", "it is not a mapping"],
        ["x\n", "it is not a mapping"],
    ])("%j is refused by both", async (text, problem) => {
        expect(await theirs(file(text))).toBeUndefined();
        expect(() => readKubeconfig(text)).toThrow(problem);
    });

    it("what we write, it reads as it was meant", async () => {
        const odd = [
            "on",
            "0644",
            "0X1F",
            "0o17",
            "0B11",
            "1_000",
            "1e3",
            "1:30",
            "~",
            "null",
            "y",
            "=",
            "<<",
            ".inf",
            "2024-05-01",
            " a",
        ];
        const users = odd.map((text, index) => ({ name: `user-${index + 10}`, user: { password: text } }));
        expect(await theirs(file(yamlOf({ apiVersion: "v1", kind: "Config", users })))).toMatchObject({ users });
    });
});

it("objects that a chart rendered are applied again as Helm applied them", async () => {
    const rendered = `${object("a")}---\n# nothing\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: b}\nx: {defaultMode: 0644, on: off, octal: 0o600}\n`;
    expect(renderedObjects(rendered)).toEqual(await theirObjects(file(rendered)));
    expect(renderedObjects(rendered)[1]).toMatchObject({ x: { defaultMode: 420, true: false, octal: 384 } });
});

describe("what kustomize says is told without what stands in the files", () => {
    const secret = "Qx7Planted3zK";
    const good = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {k: x}\n";
    const cases: [what: string, kustomization: string, files: Record<string, string>, told: string][] = [
        ["broken itself", `resources: [a.yaml, ${secret}`, {}, "kustomization.yaml:1:34 is not valid YAML: it has"],
        [
            "a text for a list",
            `resources: ${secret}\n`,
            {},
            "it has a string in the wrong place, in the field resources",
        ],
        ["an unknown field", `resorces: [${secret}]\n`, {}, "it has a field that kustomize does not know"],
        ["a broken file", "resources: [a.yaml]\n", { "a.yaml": `kind: [${secret}\n` }, "a.yaml:2:1 is not valid YAML"],
        [
            "a broken second document",
            "resources: [a.yaml]\n",
            { "a.yaml": `${good}---\nkind: [${secret}\n` },
            "a.yaml:7:1 is not valid YAML",
        ],
        [
            "an object without a name",
            "resources: [a.yaml]\n",
            { "a.yaml": `kind: ${secret}\n` },
            "a.yaml has an object without metadata.name",
        ],
        [
            "an object twice",
            "resources: [a.yaml]\n",
            { "a.yaml": `${good}---\n${good}` },
            "a.yaml has the same object twice",
        ],
        [
            "a patch without an object",
            "resources: [a.yaml]\npatches: [{path: p.yaml}]\n",
            { "a.yaml": good, "p.yaml": good.replace("name: a", `name: ${secret}`) },
            "it has a patch for an object that it does not have",
        ],
        [
            "no patch",
            `resources: [a.yaml]\npatches: [{patch: "${secret}: [x"}]\n`,
            { "a.yaml": good },
            "it has a patch that is neither",
        ],
        [
            "a literal without =",
            `secretGenerator: [{name: x, literals: [${secret}]}]\n`,
            {},
            "it has a literal of a generator that is not key=value",
        ],
        [
            "a file that is not there",
            `secretGenerator: [{name: x, files: [${secret}]}]\n`,
            {},
            "it names a file or folder that is not there;",
        ],
        [
            "a path that is not there",
            "secretGenerator: [{name: x, files: [./keys/gone]}]\n",
            {},
            "it names a file or folder that is not there: keys/gone".replace(": keys/gone", ""),
        ],
        [
            "a replacement of nothing",
            `resources: [a.yaml]\nreplacements: [{source: {kind: X, name: ${secret}}, targets: [{select: {kind: X}}]}]\n`,
            { "a.yaml": good },
            "it has a replacement whose source it does not have",
        ],
    ];

    it.each(cases)("%s", async (_, kustomization, content, told) => {
        const path = mkdtempSync(join(folder, "overlay-"));
        for (const [name, text] of Object.entries({ ...content, "kustomization.yaml": kustomization })) {
            writeFileSync(join(path, name), text);
        }
        const failed = await promisify(execFile)(kubectl, ["kustomize", path]).then(
            () => undefined,
            (error: unknown) => (error as { stderr: string }).stderr.replaceAll('\\"', '"'),
        );
        if (failed === undefined) throw new Error("it was rendered");
        const problem = kustomizeProblem(`kustomize failed for directory "${path}": ${failed}`, path);
        expect(problem).toContain(told);
        expect(problem).toContain(`; kubectl kustomize ${path} shows more`);
        expect(problem).not.toContain(secret);
    });
});
