import * as fc from "fast-check";
import { kubeconfigOf } from "../../../sdk/nodejs/cluster/production/production-kubeconfig";
import { applySet } from "../../../sdk/nodejs/helm/apply-set";
import { SetError } from "../../../sdk/nodejs/helm/set";
import { parseDocuments } from "../../../sdk/nodejs/manifest/parse-documents";
import { toObjects } from "../../../sdk/nodejs/manifest/load-objects";
import { propertyRuns } from "../../support/property-runs";

const pieces = [
    ...[
        "---\n",
        "...\n",
        "apiVersion: v1\n",
        "kind: ConfigMap\n",
        "kind: List\nitems:\n- ",
        "metadata:\n",
        "  name: a\n",
    ],
    ...[
        "metadata: {name: a, namespace: b}\n",
        "data: {a: b}\n",
        "- ",
        "? ",
        ": ",
        "&a ",
        "*a\n",
        "<<: *a\n",
        "!!binary x\n",
    ],
    ...[
        "!unknown x\n",
        "\t",
        "{",
        "}",
        "[",
        "]",
        "'",
        '"',
        "|\n",
        ">\n",
        "%YAML 1.1\n",
        "\r\n",
        "\uFEFF",
        "0x1F\n",
        "null\n",
    ],
    ...["clusters:\n", "- cluster: {server: 'https://a'}\n  name: a\n", "current-context: a\n", "users: 1\n"],
];
const texts = fc.oneof(
    fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((all) => all.join("")),
    fc.string({ unit: "binary", maxLength: 120 }),
);

it("any text is objects, or problems that say where", () => {
    fc.assert(
        fc.property(texts, (text) => {
            const { found, problems } = toObjects(parseDocuments(text, "k8s/web.yaml"), {});
            for (const { object } of found)
                expect(object).toMatchObject({ metadata: { name: expect.any(String) as string } });
            for (const { path } of problems) expect(path).toContain("k8s/web.yaml");
        }),
        { ...propertyRuns, numRuns: 5 * propertyRuns.numRuns },
    );
});

it("any text is a kubeconfig, or a problem that says what it lacks", () => {
    fc.assert(
        fc.property(texts, fc.option(fc.string({ maxLength: 5 }), { nil: undefined }), (text, context) => {
            const read = kubeconfigOf(text, context);
            if ("problem" in read) expect(read.problem).not.toBe("");
            else expect(read.server).toMatch(/^https?:/);
        }),
        propertyRuns,
    );
});

it("any entry of set is values, or why it is none", () => {
    const entries = fc.array(
        fc.oneof(
            fc.constantFrom("a", "b.c", "=", ",", "[0]", "[", "]", "{", "}", "\\", ".", "null", "1e6", "[65537]"),
            fc.string({ maxLength: 4 }),
        ),
        { maxLength: 10 },
    );
    fc.assert(
        fc.property(entries, (all) => {
            try {
                expect(typeof applySet({ a: { b: [1] } }, all.join(""))).toBe("object");
            } catch (error) {
                expect(error).toBeInstanceOf(SetError);
            }
        }),
        { ...propertyRuns, numRuns: 5 * propertyRuns.numRuns },
    );
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
});
