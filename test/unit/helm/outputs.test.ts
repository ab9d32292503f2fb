import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { HelmRelease, type HelmReleaseArgs } from "../../../sdk/nodejs";
import { chartReference } from "../../../sdk/nodejs/helm/chart-path";
import { checkHelmReleaseArgs } from "../../../sdk/nodejs/helm/helm-release-rules";
import { releaseValues } from "../../../sdk/nodejs/helm/release-values";
import {
    failureOf,
    fakeCluster,
    findRegistration as find,
    recordedProgram,
    secretMark,
    valueOf,
} from "../support/recorded-program";
import { messageOf, settled } from "../support/refusal";
import { asPreview, isKnown, unknown, wireUnknown } from "../support/preview";
import { says } from "../../support/says";

const remote = { chart: "podinfo", repo: "https://charts.example" };
const least = () => ({ cluster: fakeCluster(), ...remote });
const folder = mkdtempSync(join(tmpdir(), "helm-outputs-"));
const chart = join(folder, "chart");
const file = join(folder, "values.yaml");

mkdirSync(chart);
writeFileSync(join(chart, "Chart.yaml"), "name: a\nversion: 1.0.0\n");
writeFileSync(file, "a: {b: 1, c: 1}\n");
afterAll(() => rmSync(folder, { recursive: true }));

async function registered(args: Partial<HelmReleaseArgs>, preview = false) {
    const { registrations } = await recordedProgram();
    if (preview) asPreview();
    const release = new HelmRelease("podinfo", { ...least(), ...args });
    await settled();
    return { registrations, release, inputs: find(registrations, "Release").inputs };
}

describe("Outputs in the arguments of a HelmRelease", () => {
    it("inside of values leave the others as they are", async () => {
        const values = { a: { c: unknown<string>(), d: pulumi.secret("hidden") }, e: [pulumi.output(1), 2] };
        const { inputs } = await registered({ valuesFiles: [file], values, set: ["a.f=3"] }, true);
        expect(inputs.values).toEqual({
            a: { b: 1, c: wireUnknown, d: { ...secretMark, value: "hidden" }, f: 3 },
            e: [1, 2],
        });
    });

    it.each<[string, Partial<HelmReleaseArgs>, unknown]>([
        ["all of the values", { values: pulumi.output({ a: { c: 2 } }) }, { a: { b: 1, c: 2 } }],
        ["a file's path", { valuesFiles: [pulumi.output(file)] }, { a: { b: 1, c: 1 } }],
        ["the list of files", { valuesFiles: pulumi.output([file]), values: { a: { b: 2 } } }, { a: { b: 2, c: 1 } }],
        ["a FileAsset", { valuesFiles: [file, new pulumi.asset.FileAsset(file)] }, { a: { b: 1, c: 1 } }],
        ["a StringAsset", { valuesFiles: [new pulumi.asset.StringAsset("a: {c: yes}")] }, { a: { c: true } }],
        [
            "an Output of an asset",
            { valuesFiles: [pulumi.output(new pulumi.asset.StringAsset("a: 1") as pulumi.asset.Asset)] },
            { a: 1 },
        ],
        [
            "an entry of set, which leads into another Output too",
            { valuesFiles: [], values: { a: pulumi.output({ b: 1 }) }, set: ["a.c=2", pulumi.interpolate`a.d=${3}`] },
            { a: { b: 1, c: 2, d: 3 } },
        ],
    ])("as %s are merged in the same order", async (_, args, values) => {
        expect((await registered({ valuesFiles: [file], ...args })).inputs.values).toEqual(values);
    });

    it("that are secret make all values secret, though only a set below them is an Output", async () => {
        const args = { set: [pulumi.output("a=1")], values: { b: pulumi.secret("x") } };
        expect((await registered(args)).inputs.values).toMatchObject(secretMark);
    });

    it("that are not known leave what they are not part of known", async () => {
        const { inputs, release } = await registered(
            { version: unknown(), set: [unknown()], atomic: unknown(), namespace: "shop" },
            true,
        );
        expect(inputs).toMatchObject({ name: "podinfo", namespace: "shop", timeout: 300 });
        for (const name of ["version", "values", "atomic", "skipAwait", "waitForJobs"]) {
            expect(inputs[name]).toBe(wireUnknown);
        }
        expect(await isKnown(release.namespace)).toBe(true);
        expect(await isKnown(release.releaseName)).toBe(true);
    });
});

describe("the chart", () => {
    it("may be a FileArchive, or be known later, and its files count the same", async () => {
        const expected = (await registered({ chart, repo: undefined })).inputs;
        expect(expected.description).toMatch(/chart files/);
        for (const other of [new pulumi.asset.FileArchive(chart), pulumi.output(chart)]) {
            expect((await registered({ chart: other, repo: undefined })).inputs).toEqual(expected);
        }
    });

    it("is a path where it is an archive, though it looks like a name", async () => {
        const before = process.cwd();
        process.chdir(folder);
        try {
            const archive = pulumi.output(chartReference("podinfo", new pulumi.asset.FileArchive("chart")));
            expect(await valueOf(archive)).toBe("./chart");
        } finally {
            process.chdir(before);
        }
    });

    it("is refused as another kind of archive, or with what goes with a repository", () => {
        const asset = new pulumi.asset.RemoteArchive("https://charts.example/a.tgz");
        expect(messageOf(() => checkHelmReleaseArgs("a", { ...least(), chart: asset }))).toBe(
            "chart must be text, or a FileArchive, but is of the kind RemoteArchive",
        );
        const archive = new pulumi.asset.FileArchive(chart);
        expect(messageOf(() => checkHelmReleaseArgs("a", { ...least(), chart: archive }))).toContain(
            "repo does not go with the local chart",
        );
    });
});

describe("what uses an output of a HelmRelease", () => {
    class Later extends pulumi.CustomResource {
        constructor(name: string, inputs: pulumi.Inputs) {
            super("test:index:Later", name, inputs);
        }
    }

    it.each(["releaseName", "namespace", "status"] as const)("comes after the release works: %s", async (output) => {
        const { registrations, release } = await registered({ namespace: "shop" });
        new Later("later", { value: release[output] });
        await settled();
        const { dependencies, inputs } = find(registrations, "Later");
        expect(dependencies.some((urn) => urn.endsWith("::podinfo-ready"))).toBe(true);
        expect(inputs.value).toEqual({ releaseName: "podinfo", namespace: "shop", status: { revision: 1 } }[output]);
    });

    it("finds what a transform has made of the namespace", async () => {
        const { release } = await registered({ transform: { namespace: "other" } });
        expect(await valueOf(release.namespace)).toBe("other");
    });
});

describe("Outputs that are not valid", () => {
    type Later = pulumi.Output<unknown>;
    const checkedValue = (args: object, name: string) =>
        (checkHelmReleaseArgs("podinfo", { ...least(), ...args }) as unknown as Record<string, Later>)[name] as Later;
    const problemOf = async (output: Later) => ((await failureOf(output)) as Error).message.split("\n  ")[1];

    beforeEach(() => recordedProgram());

    it.each<[string, unknown, string]>([
        ["releaseName", "a".repeat(54), "releaseName must have at most 53 characters (Helm's limit)"],
        ["valuesFiles", ["gone.yaml"], 'valuesFiles[0] must be an existing file, but is "gone.yaml"'],
        ["set", [1], "set[0] must be text such as a.b=c, as after helm --set, but is 1"],
        ["chart", "./gone", "repo does not go with the local chart ./gone"],
    ])("are told of in the same words: %s", async (name, value, problem) => {
        expect(await problemOf(checkedValue({ [name]: pulumi.output(value) }, name))).toBe(problem);
    });

    it("are told of together with the arguments that they do not go with", async () => {
        const wait = checkedValue({ wait: pulumi.output(false), atomic: true }, "wait");
        expect(await problemOf(wait)).toBe("atomic does not go with wait: false");
    });

    it.each<[string, unknown]>([
        ["chart", "./hidden"],
        ["valuesFiles", ["hidden.yaml"]],
    ])("stay out of the error where they are secret: %s", async (name, value) => {
        const problem = await problemOf(checkedValue({ [name]: pulumi.secret(value) }, name));
        expect(problem).toContain(name === "chart" ? "as one of them is a secret" : name);
        expect(problem?.toLowerCase()).not.toContain("hidden");
    });

    it.each<[string, Partial<HelmReleaseArgs>, string]>([
        ["an entry of set", { set: [pulumi.output("a")] }, "set[0] cannot be set: the key in column 1 has no value"],
        [
            "a secret one",
            { set: [pulumi.secret("hidden")] },
            "set[0] cannot be set; because it is a secret, the reason is not shown",
        ],
        [
            "a StringAsset",
            { valuesFiles: [new pulumi.asset.StringAsset("- 1")] },
            "valuesFiles has a StringAsset, which holds no map of values",
        ],
        [
            "a secret StringAsset",
            { valuesFiles: [pulumi.secret(new pulumi.asset.StringAsset("a: [hidden") as pulumi.asset.Asset)] },
            "valuesFiles has a StringAsset, which is no YAML: line 1",
        ],
        [
            "a FileAsset",
            { valuesFiles: [new pulumi.asset.FileAsset("gone.yaml")] },
            "valuesFiles has gone.yaml, but there is no such file",
        ],
    ])("are told of where values are merged: %s", async (_, layers, problem) => {
        expect(await problemOf(releaseValues("podinfo", layers) as Later)).toBe(problem);
    });

    it("are told of where a FileArchive is read", async () => {
        const reference = chartReference("podinfo", new pulumi.asset.FileArchive("./gone")) as Later;
        expect(await problemOf(reference)).toBe("chart is ./gone, but no such folder or archive exists");
    });

    it("are told of where a FileArchive is no chart, but not of one whose path is a secret", async () => {
        const archive = new pulumi.asset.FileArchive(folder);
        expect(await problemOf(chartReference("podinfo", archive) as Later)).toMatch(
            says(`chart … ${folder} … no Chart.yaml`),
        );
        expect(await problemOf(chartReference("podinfo", pulumi.secret(archive)) as Later)).toBe(
            "chart is (secret), which is none that Helm takes; as its path is a secret, the reason is not shown",
        );
    });

    it("may be no other kind of asset", () => {
        const valuesFiles = [new pulumi.asset.RemoteAsset("https://a.example/values.yaml")];
        expect(messageOf(() => checkHelmReleaseArgs("a", { ...least(), valuesFiles }))).toMatch(
            says("valuesFiles[0] … text, or a FileAsset or a StringAsset, but … RemoteAsset"),
        );
    });
});
