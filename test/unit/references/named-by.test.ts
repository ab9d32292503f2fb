import * as pulumi from "@pulumi/pulumi";
import { namedBy } from "../../../sdk/nodejs/references/named-by";
import { failureOf, recordedProgram, valueOf } from "../support/recorded-program";

class Thing extends pulumi.CustomResource {
    declare readonly name: pulumi.Output<string>;
}

async function thing(): Promise<Thing> {
    await recordedProgram();
    return new Thing("test:index:Thing", "thing", { name: "shop" });
}

async function resourcesOf(output: pulumi.Input<string> | undefined): Promise<pulumi.Resource[]> {
    const parts = output as unknown as { allResources(): Promise<Set<pulumi.Resource>> };
    return [...(await parts.allResources())];
}

describe("a name that comes from a resource", () => {
    it("is to come after that, and does not hang on it", async () => {
        const from = await thing();
        const { name, after } = namedBy(from.name);
        expect(await valueOf(name as pulumi.Output<string>)).toBe("shop");
        expect(await resourcesOf(from.name)).toEqual([from]);
        expect(await resourcesOf(name)).toEqual([]);
        expect(await after).toEqual([from]);
    });

    it("stays a secret", async () => {
        const { name } = namedBy(pulumi.secret((await thing()).name));
        expect(await pulumi.isSecret(name as pulumi.Output<string>)).toBe(true);
    });

    it("fails as it does", async () => {
        const { name, after } = namedBy(pulumi.output(Promise.reject(new Error("no such thing"))));
        await expect(after).rejects.toThrow("no such thing");
        expect(String(await failureOf(name as pulumi.Output<string>))).toContain("no such thing");
    });
});

it("a plain name is passed on as it is", async () => {
    expect(namedBy("shop").name).toBe("shop");
    expect(namedBy(undefined).name).toBeUndefined();
    expect(await namedBy("shop").after).toEqual([]);
});
