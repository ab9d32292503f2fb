import * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import { ArgumentError } from "../../../sdk/nodejs";
import { configuredImage } from "../../../sdk/nodejs/cluster/arguments/configured-image";
import { productionOf } from "../../../sdk/nodejs/cluster/target";
import { propertyRuns } from "../../support/property-runs";

const words = fc.constantFrom("local", "production", "", " ", "Local", "null", "{}", "[]", '"local"', "constructor");
const anyText = fc.string({ unit: "binary", maxLength: 30 });
const clusters = fc.constantFrom("dev", "constructor", "other");
const targets = fc.oneof(
    fc.dictionary(clusters, fc.oneof(words, fc.jsonValue({ maxDepth: 1 }))).map((given) => JSON.stringify(given)),
    words,
    anyText,
);
const images = fc.oneof(fc.constantFrom("rancher/k3s:v1.36.0-k3s1", "a b", "", "https://r.example/a:1"), anyText);

/** As a stack has them: each is a text, or is not there. */
const configuration = (keys: Record<string, fc.Arbitrary<string>>) =>
    fc.record(Object.fromEntries(Object.entries(keys).map(([key, value]) => [`k3s:${key}`, value])), {
        requiredKeys: [],
        noNullPrototype: true,
    }) as fc.Arbitrary<Record<string, string>>;

function refusedWith<Value>(read: () => Value): { value: Value } | { paths: string } {
    try {
        return { value: read() };
    } catch (error) {
        expect(error).toBeInstanceOf(ArgumentError);
        return { paths: (error as ArgumentError).problems.map(({ path }) => path).join() };
    }
}

it("whatever the targets are, a cluster has one, or the refusal says which setting is wrong", () => {
    const settings = configuration({ target: fc.oneof(words, anyText), targets });
    fc.assert(
        fc.property(settings, clusters, fc.boolean(), (given, name, hasProduction) => {
            pulumi.runtime.setAllConfig(given);
            const production = hasProduction ? {} : undefined;
            const found = refusedWith(() =>
                productionOf(name, new pulumi.Config("k3s"), production) ? "production" : "local",
            );
            if ("paths" in found) expect(found.paths).toMatch(/^(the configuration k3s:targets?(\.\w+)?|production)$/);
            else expect(["local", "production"]).toContain(found.value);
            if (Object.keys(given).length === 0) expect(found).toEqual({ value: "local" });
        }),
        { ...propertyRuns, numRuns: 5 * propertyRuns.numRuns },
    );
});

it("whatever the image is, it is one, or the refusal says which setting is wrong", () => {
    fc.assert(
        fc.property(configuration({ image: images, registryImage: images }), (given) => {
            pulumi.runtime.setAllConfig(given);
            for (const key of ["image", "registryImage"] as const) {
                const found = refusedWith(() => configuredImage("dev", new pulumi.Config("k3s"), key));
                if ("paths" in found) expect(found.paths).toBe(`the configuration k3s:${key}`);
                else if (found.value === undefined) expect(given).not.toHaveProperty([`k3s:${key}`]);
                else expect(found.value).toMatch(/^[\w.:/[\]@+-]+$/);
            }
        }),
        propertyRuns,
    );
});
