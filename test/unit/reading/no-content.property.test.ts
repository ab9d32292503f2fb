import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { clientCertificateEnd } from "../../../provider/kubeconfig/client-certificate";
import { entriesOf } from "../../../shared/kubeconfig/entries";
import { isMerged, merge, takeOut } from "../../../provider/kubeconfig/merge";
import { parseAdministrator } from "../../../provider/kubeconfig/rewrite";
import { changeFile, readUserFile } from "../../../provider/kubeconfig/user-file";
import { resolveEndpoint } from "../../../shared/docker/endpoint";
import { registryCredentials } from "../../../provider/docker/images/registry-credentials";
import { decodeRelease, renderedObjects } from "../../../provider/helm/stored-release";
import { parseKubeconfig } from "../../../provider/kubernetes/access/parse-kubeconfig";
import { parseJson } from "../../../provider/parse-json";
import { readHandle } from "../../../sdk/nodejs/cluster/existing/handle";
import { kubeconfigOf } from "../../../sdk/nodejs/cluster/production/production-kubeconfig";
import { withSet } from "../../../sdk/nodejs/helm/set-entry";
import { readValuesAsset, readValuesFile } from "../../../sdk/nodejs/helm/values-file";
import { toObjects } from "../../../sdk/nodejs/manifest/load-objects";
import { parseBytes, parseDocuments } from "../../../sdk/nodejs/manifest/parse-documents";
import { ArgumentError, type Problem } from "../../../sdk/nodejs/validation";
import { propertyRuns } from "../../support/property-runs";

const secret = "Qx7Planted3zK";
/** A part of it is too much. */
const parts = Array.from({ length: secret.length - 5 }, (_, at) => secret.slice(at, at + 6));

const folder = mkdtempSync(join(tmpdir(), "no-content-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(text: string | Uint8Array): string {
    const path = join(folder, "input.yaml");
    writeFileSync(path, text);
    return path;
}

function refuse(problems: readonly Problem[]): void {
    if (problems.length > 0) throw new ArgumentError("Component", "name", problems);
}

function readManifest(text: string): void {
    refuse(toObjects(parseDocuments(text, "web.yaml"), { namespace: "shop" }).problems);
    refuse(toObjects(parseBytes(Buffer.from(text, "utf16le"), "web.yaml"), {}).problems);
}

const manifest = `apiVersion: v1
kind: Secret
metadata: {name: web, namespace: shop, labels: {app: §}, annotations: {note: "§", "more": §}}
type: §
stringData:
  password: §
  quoted: '§'
  json: '{"a": "§", "b": ["§"]}'
  block: |
    user §
    §
  folded: >-
    §
data: {key: §, list: "§"}
---
# §
apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: &a "§", b: *a}}
- apiVersion: v1
  kind: ConfigMap
  metadata:
    name: b
  data: &all
    url: https://user:§@host
  binaryData:
    <<: *all
    other: !!binary §
`;
/** What the words of parsers would quote. */
const quotable = [
    "a: |§\n  x\n",
    "a: *§\n",
    "a: [*§]\n",
    "a: !§ x: y\n",
    "%§\n",
    "a: &§\n&§ x\n",
    '{"a": "x"} "§"\n',
    "{a} § }\n",
];
const jsonStream = `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"one"},"data":{"a":"§"}}
{"apiVersion":"v1","kind":"Secret","metadata":{"name":"two","labels":{"a":"§"}},"stringData":{"password":"§","a\\n":"§"}}
`;
const values = `auth: {user: ada, password: §}
url: "https://ada:§@host"
list:
- §
- name: '§'
  value: §
text: |
  §
# §
anchor: &a {x: §}
merged: {<<: *a, y: *a}
`;
const kubeconfig = `apiVersion: v1
kind: Config
current-context: dev
clusters:
- cluster: {server: "https://127.0.0.1:1", certificate-authority-data: §}
  name: dev
contexts:
- context: {cluster: dev, user: dev}
  name: dev
users:
- name: dev
  user:
    client-certificate-data: §
    client-key-data: "§"
    token: §
- name: other
  user: {username: ada, password: '§'}
- {name: plugin, user: {exec: {command: aws, args: ["--token", §], env: [{name: A, value: §}]}}}
# §
`;
const handle = `{"format":1,"name":"dev","source":"a/b/dev","clusterId":"§","kubeconfig":"token: §","nodes":{"agentToken":"§"},"apiUrl":"https://a"}`;
const logins = `{"auths":{"https://index.docker.io/v1/":{"auth":"§"},"a.example":{"identitytoken":"§"}},"currentContext":"default","credsStore":"","x":"§"}`;

const ours = entriesOf(kubeconfig.replaceAll("§", "x"));
const keep = { switchContext: false };

/** Each way to read it, of each kind of input. */
const inputs: [kind: string, template: string, read: Record<string, (text: string) => unknown>][] = [
    ["a manifest", manifest, { file: readManifest }],
    ...quotable.map((text): [string, string, Record<string, (text: string) => unknown>] => [
        `a broken manifest, ${text.trim()}`,
        text,
        { file: readManifest },
    ]),
    ["a JSON stream", jsonStream, { file: readManifest, answer: (text) => parseJson(text, "the answer") }],
    [
        "values",
        values,
        {
            file: (text) => readValuesFile("web", file(text)),
            "bytes in another encoding": (text) => readValuesFile("web", file(Buffer.from(`${text}ü`, "latin1"))),
            asset: (text) => readValuesAsset("web", { text }, false),
            secret: (text) => readValuesAsset("web", { text }, true),
        },
    ],
    ...["auth.password=§,auth.user=§", "a={§,§}", "a[0].b=§,c=§", "text.a=§", "a\\.b=§,list[x]=§", "§=x,x[§]=§"].map(
        (entry): [string, string, Record<string, (text: string) => unknown>] => [
            `an entry of set, ${entry}`,
            entry,
            { set: (text) => withSet("web", { text: "§", list: [1] }, [text]) },
        ],
    ),
    [
        "a kubeconfig",
        kubeconfig,
        {
            production: (text) => {
                const read = kubeconfigOf(text);
                if ("problem" in read) throw new Error(read.problem);
            },
            "a named context": (text) => {
                const read = kubeconfigOf(text, "other");
                if ("problem" in read) throw new Error(read.problem);
            },
            connection: async (text) => (await parseKubeconfig(text)).credentials(),
            administrator: (text) => parseAdministrator(text),
            certificate: (text) => clientCertificateEnd(text),
            entries: (text) => entriesOf(text),
            merge: (text) => merge(text, ours, keep),
            takeOut: (text) => takeOut(text, ours, {}),
            isMerged: (text) => isMerged(text, ours),
            "a merge into the file": (text) =>
                changeFile(file(text), 1, (before) => ({ text: merge(before ?? "", ours, keep).text, result: 0 })),
            "a look at the file": (text) => readUserFile(file(text), (found) => isMerged(found ?? "", ours)),
        },
    ],
    [
        "a handle",
        handle,
        {
            local: (text) => {
                const read = readHandle(text, "local");
                if ("message" in read) throw new Error(read.message);
            },
        },
    ],
    [
        "a stored release",
        manifest,
        {
            manifest: (text) => renderedObjects(text),
            record: (text) => decodeRelease(Buffer.from(gzipSync(text).toString("base64")).toString("base64")),
        },
    ],
    [
        "logins of registries",
        logins,
        {
            file: (text) =>
                registryCredentials("a.example", {
                    folder: "",
                    readFile: () => text,
                    askHelper: () => Promise.resolve(""),
                }),
            helper: (text) =>
                registryCredentials("a.example", {
                    folder: "",
                    readFile: () => '{"credsStore":"x"}',
                    askHelper: () => Promise.resolve(text),
                }),
            endpoint: (text) =>
                resolveEndpoint({
                    environment: {},
                    home: "/home/ada",
                    platform: "linux",
                    readFile: () => text,
                    exists: () => false,
                }),
        },
    ],
];

const pieces = [
    ...['"', "'", "{", "}", "[", "]", ":", ": ", ",", "\n", "\t", " ", "- ", "&a ", "*a ", "*", "!!binary ", "!x "],
    ...[
        "%",
        "@",
        "|",
        ">",
        "\\",
        "\0",
        "? ",
        "<<: ",
        "#",
        "---\n",
        "\uFEFF",
        "=",
        ".",
        "null",
        "0x",
        "!!int ",
        "\\u12",
    ],
];
const change = fc.oneof(
    fc.record({ at: fc.nat(2_000), remove: fc.integer({ min: 1, max: 6 }), insert: fc.constant("") }),
    fc.record({ at: fc.nat(2_000), remove: fc.nat(2), insert: fc.constantFrom(...pieces) }),
    fc.record({ at: fc.nat(2_000), remove: fc.constant(Infinity), insert: fc.constantFrom("", "\n", "{", '"') }),
);

/** The template with the secret at one of its places, or at all of them, and changes that break it. */
function broken(template: string) {
    const places = template.split("§").length - 1;
    return fc.tuple(fc.nat(places), fc.array(change, { minLength: 1, maxLength: 3 })).map(([chosen, changes]) => {
        let place = 0;
        const planted = template.replaceAll("§", () => (chosen === places || place++ === chosen ? secret : "v"));
        return changes.reduce((text, { at, remove, insert }) => {
            const from = at % (text.length + 1);
            return text.slice(0, from) + insert + text.slice(from + remove);
        }, planted);
    });
}

async function failureOf(attempt: () => unknown): Promise<unknown> {
    try {
        await attempt();
        return undefined;
    } catch (error) {
        return error;
    }
}

/** All that anybody could be shown of an error. */
function shown(error: unknown): string {
    if (error === undefined) return "";
    const { message, stack, cause, problems } = error as Error & { problems?: unknown };
    const all = [
        message,
        stack,
        (error as Error).toString(),
        inspect(error, { depth: 10, showHidden: true }),
        inspect(problems),
    ];
    return [...all, shown(cause)].join("\n");
}

let warnings: unknown[] = [];
const notice = (warning: unknown) => warnings.push(warning);
beforeEach(() => {
    warnings = [];
    process.on("warning", notice);
});
afterEach(() => process.off("warning", notice));

/** Ways that take what cannot be read for nothing, or as far as it can be read. */
const lenient = new Set([
    "a stored release: manifest",
    "logins of registries: file",
    "logins of registries: helper",
    "logins of registries: endpoint",
]);

const readings = inputs.flatMap(([kind, template, ways]) =>
    Object.entries(ways).map(([way, read]) => [`${kind}: ${way}`, template, read] as const),
);

describe("what stands in a file is in no error, and in nothing that hangs on one", () => {
    it.each(readings)("%s", async (reading, template, read) => {
        let refused = 0;
        await fc.assert(
            fc.asyncProperty(broken(template), async (text) => {
                const error = await failureOf(() => read(text));
                if (error === undefined) return;
                refused += 1;
                const told = shown(error);
                expect(parts.filter((part) => told.includes(part))).toEqual([]);
            }),
            { ...propertyRuns, numRuns: 3 * propertyRuns.numRuns },
        );
        // Warnings are told a moment later.
        await new Promise(setImmediate);
        expect(warnings).toEqual([]);
        if (!lenient.has(reading)) expect(refused).toBeGreaterThan(0);
    });
});
