import * as fc from "fast-check";
import { parse, stringify } from "yaml";
import { Failure } from "../../../provider/failure";
import { authorityFingerprint, parseAdministrator, renderKubeconfig } from "../../../provider/kubeconfig/rewrite";
import { propertyRuns } from "../../support/property-runs";

const whole = {
    clusters: [{ name: "default", cluster: { server: "https://a", "certificate-authority-data": "b3Vycw==" } }],
    users: [{ name: "default", user: { "client-key-data": "a2V5" } }],
};
const odd = fc.oneof(fc.constantFrom(null, 1, "", "x", [], [null], {}, [{}], true), fc.anything({ maxDepth: 1 }));
const parts = fc.record({
    clusters: fc.oneof(
        fc.constant(whole.clusters),
        odd,
        fc.record({ cluster: odd }).map((it) => [it]),
        odd.map((data) => [{ cluster: { "certificate-authority-data": data } }]),
    ),
    users: fc.oneof(
        fc.constant(whole.users),
        odd,
        odd.map((user) => [{ user }]),
    ),
});
const asJson = parts.map((file) =>
    JSON.stringify(file, (_, value: unknown) => (typeof value === "bigint" ? 1 : value)),
);
/** As K3s may be found to have written it so far, and then in somebody's hands. */
const truncated = fc
    .tuple(fc.nat(300), fc.nat(300), fc.constantFrom("", "[", "\t", "'", "&a *a", ": ", "\n---\n"))
    .map(([end, at, piece]) => {
        const text = stringify(whole).slice(0, end);
        return text.slice(0, at) + piece + text.slice(at);
    });
const texts = fc.oneof(truncated, asJson, fc.string({ unit: "binary", maxLength: 100 }));

it("any text is an administrator that can be written and told apart, or one failure without credentials", () => {
    fc.assert(
        fc.property(texts, (text) => {
            try {
                const administrator = parseAdministrator(text);
                expect(authorityFingerprint(administrator)).toMatch(/^[0-9a-f]{64}$/);
                const written = renderKubeconfig("dev", "https://127.0.0.1:1", administrator);
                expect(parseAdministrator(written)).toEqual(administrator);
            } catch (error) {
                expect(error).toBeInstanceOf(Failure);
                expect((error as Error).message).not.toContain("a2V5");
            }
        }),
        { ...propertyRuns, numRuns: 5 * propertyRuns.numRuns },
    );
});

it("names and addresses come through, whatever they look like to a reader of YAML 1.1", () => {
    const names = fc.oneof(fc.constantFrom("on", "null", "1e3", "0x1"), fc.stringMatching(/^[a-z0-9][-a-z0-9]*$/));
    fc.assert(
        fc.property(names, fc.webUrl(), (name, server) => {
            const text = renderKubeconfig(name, server, parseAdministrator(stringify(whole)));
            expect(parse(text, { version: "1.1" })).toMatchObject({
                clusters: [{ name, cluster: { server } }],
                contexts: [{ name, context: { cluster: name, user: name } }],
                "current-context": name,
            });
        }),
        propertyRuns,
    );
});
