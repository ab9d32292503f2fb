import * as fc from "fast-check";
import { parse } from "yaml";
import { pemFields, pemPath, registriesFile } from "../../../sdk/nodejs/registries/registries-file";
import { propertyRuns } from "../../support/property-runs";

const texts = fc.oneof(
    fc.constantFrom("yes", "0123", "~", "=", "a: b #c", "\u2028", "---\n", "\u0085"),
    fc.string({ unit: "grapheme", maxLength: 30 }),
);
const hosts = fc.oneof(fc.constantFrom("*", "docker.io", "[::1]:5000", "constructor", "1", "null"), fc.domain());
const mirror = fc.record(
    {
        endpoints: fc.array(fc.webUrl(), { minLength: 1, maxLength: 3 }),
        rewrite: fc.dictionary(texts, texts, { maxKeys: 2, noNullPrototype: true }),
    },
    { requiredKeys: ["endpoints"] },
);
const config = fc.record(
    {
        ...{ username: texts, password: texts, token: texts, ca: texts, certificate: texts, key: texts },
        insecureSkipVerify: fc.boolean(),
    },
    { requiredKeys: [] },
);
const byHost = <Value>(value: fc.Arbitrary<Value>) =>
    fc.dictionary(hosts, value, { maxKeys: 3, noNullPrototype: true });

it("a reader of YAML 1.1 finds what was given, and no PEM text, whatever it is", () => {
    fc.assert(
        fc.property(byHost(mirror), byHost(config), (mirrors, configs) => {
            const read = parse(registriesFile(mirrors, configs), { version: "1.1" }) as {
                mirrors: Record<string, unknown>;
                configs: Record<string, { auth?: object; tls?: Record<string, unknown> }>;
            };
            const expected = Object.entries(mirrors).map(([host, { endpoints, rewrite }]) => [
                host,
                { endpoint: endpoints, ...(rewrite && { rewrite }) },
            ]);
            expect(Object.entries(read.mirrors)).toEqual(expected);
            expect(Object.keys(read.configs)).toEqual(Object.keys(configs));
            for (const [host, given] of Object.entries(configs)) {
                const { auth = {}, tls = {} } = read.configs[host] ?? {};
                const { username, password, token: identity_token } = given;
                expect(auth).toEqual(JSON.parse(JSON.stringify({ username, password, identity_token })));
                const paths = pemFields.flatMap((field) => (given[field] === undefined ? [] : [pemPath(host, field)]));
                const { insecure_skip_verify, ...files } = tls;
                expect(Object.values(files)).toEqual(paths);
                expect(insecure_skip_verify).toBe(given.insecureSkipVerify);
            }
        }),
        propertyRuns,
    );
});
