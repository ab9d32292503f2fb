import * as fc from "fast-check";
import { stringify } from "yaml";
import { entriesOf } from "../../../shared/kubeconfig/entries";
import { isMerged, merge, OthersEntry, takeOut } from "../../../provider/kubeconfig/merge";
import { renderKubeconfig } from "../../../provider/kubeconfig/rewrite";
import { YamlProblem } from "../../../shared/kubeconfig/yaml-text";
import { propertyRuns } from "../../support/property-runs";

const administrator = { certificateAuthority: "b3Vycw==", user: { "client-key-data": "a2V5" } };
const ours = entriesOf(renderKubeconfig("dev", "https://127.0.0.1:40000", administrator));

const names = fc.oneof(fc.constantFrom("dev", "work", "a b", "", "1", "null"), fc.string({ maxLength: 8 }));
const item = (kind: string) =>
    fc.record({ name: names, [kind]: fc.oneof(fc.constant({}), fc.dictionary(names, names, { maxKeys: 3 })) });
const files = fc.record(
    {
        apiVersion: fc.constant("v1"),
        kind: fc.constant("Config"),
        clusters: fc.oneof(fc.constant(null), fc.array(item("cluster"), { maxLength: 3 })),
        users: fc.oneof(fc.constant([]), fc.array(item("user"), { maxLength: 3 })),
        contexts: fc.array(item("context"), { maxLength: 3 }),
        // With the cluster its name goes from there, whoever has put it there.
        "current-context": names.filter((name) => name !== ours.name),
        preferences: fc.constantFrom({}, { colors: true }),
    },
    { requiredKeys: [] },
);
const styles = fc.constantFrom({}, { indentSeq: false }, { defaultStringType: "QUOTE_DOUBLE" as const }, { indent: 4 });
const endings = fc.constantFrom(
    (text: string) => text,
    (text: string) => text.replaceAll("\n", "\r\n"),
    (text: string) => text.trimEnd(),
);
const written = fc.tuple(files, styles, endings).map(([file, style, ending]) => ending(stringify(file, style)));
const asJson = fc.tuple(files, fc.constantFrom(0, 2)).map(([file, indent]) => JSON.stringify(file, null, indent));

/** Lines of kubeconfigs in any order: YAML or not. */
const lines = fc.array(
    fc.constantFrom(
        "clusters:",
        "- cluster: {}",
        "  name: dev",
        "users: [",
        "]",
        "# text",
        "---",
        "&a",
        "*a",
        "\t",
        "current-context: 'dev",
        "{",
        "}",
        "? ",
        ": x",
        "users: null",
    ),
    { maxLength: 8 },
);
const broken = fc.oneof(
    lines.map((all) => all.join("\n")),
    fc.string({ maxLength: 80 }),
);

function mergedOr(text: string, switchContext: boolean) {
    try {
        return merge(text, ours, { switchContext });
    } catch (error) {
        // All others would be shown with our stack.
        expect([YamlProblem, OthersEntry].some((kind) => error instanceof kind)).toBe(true);
        return undefined;
    }
}

it("what is merged is there, and taken out it leaves the file as it was", () => {
    fc.assert(
        fc.property(fc.oneof(written, asJson), fc.boolean(), (text, switchContext) => {
            const merged = mergedOr(text, switchContext);
            if (!merged) return;
            expect(isMerged(merged.text, ours)).toBe(true);
            expect(takeOut(merged.text, ours, merged.replaced)).toBe(text);
        }),
        propertyRuns,
    );
});

it("a file of anybody is merged or refused, and a second time changes nothing", () => {
    fc.assert(
        fc.property(broken, fc.boolean(), (text, switchContext) => {
            const merged = mergedOr(text, switchContext);
            if (!merged) return;
            const earlier = { entries: ours, switchContext, replaced: merged.replaced };
            expect(merge(merged.text, ours, { switchContext, earlier }).text).toBe(merged.text);
        }),
        propertyRuns,
    );
});
