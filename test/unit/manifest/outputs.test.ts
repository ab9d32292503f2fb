import * as pulumi from "@pulumi/pulumi";
import { Manifest, type ManifestArgs } from "../../../sdk/nodejs/manifest";
import { ArgumentError } from "../../../sdk/nodejs/validation";
import { asPreview, isKnown, unknown, wireUnknown } from "../support/preview";
import {
    failureOf,
    fakeCluster,
    recordedProgram,
    type Registration,
    secretMark,
    valueOf,
} from "../support/recorded-program";
import { messageOf, settled } from "../support/refusal";
import { configMap, inTemporaryFolder } from "./temporary-folder";
import { says } from "../../support/says";

const write = inTemporaryFolder();
const yaml = `${configMap("a")}---\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, labels: {x: z}}}`;
const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" }, data: { b: "c" } };

class Later extends pulumi.CustomResource {
    constructor(name: string, inputs: pulumi.Inputs = {}) {
        super("test:index:Later", name, inputs);
    }
}

interface Made {
    manifest: Manifest;
    registrations: Registration[];
    lines: string[];
}

/** Makes one Manifest, and tells what became of its objects, and what the program said. */
async function made(args: () => Partial<ManifestArgs>, preview = false): Promise<Made> {
    const { registrations } = await recordedProgram();
    if (preview) asPreview();
    const lines: string[] = [];
    const log = jest.spyOn(pulumi.log, "info").mockImplementation((line) => {
        lines.push(line);
        return Promise.resolve();
    });
    const manifest = new Manifest("app", { cluster: fakeCluster(), ...args() });
    await (manifest as unknown as { getData(): Promise<unknown> }).getData();
    await settled();
    log.mockRestore();
    return { manifest, registrations, lines };
}

const objectsIn = ({ registrations }: Made) => registrations.filter(({ type }) => /^kubernetes:/.test(type));
const comparable = (all: Registration[]) =>
    all.map(({ type, name, inputs, aliases, deletedWith }) => ({ type, name, inputs, aliases, deletedWith }));
const namesIn = (result: Made) => objectsIn(result).map(({ name }) => name);
const inputsOf = (result: Made, name: string) => result.registrations.find((one) => one.name === name)?.inputs ?? {};
const dependenciesOf = (result: Made, name: string) =>
    result.registrations.find((one) => one.name === name)?.dependencies.map((urn) => urn.split("::").pop()) ?? [];

describe("Outputs in the arguments of a Manifest", () => {
    it.each<[string, () => Partial<ManifestArgs>, () => Partial<ManifestArgs>]>([
        ["a Promise of yaml", () => ({ yaml }), () => ({ yaml: Promise.resolve(yaml) })],
        [
            "what an object is",
            () => ({ objects: [object] }),
            () => ({
                objects: [
                    {
                        ...object,
                        apiVersion: pulumi.output("v1"),
                        kind: pulumi.output("ConfigMap"),
                        metadata: { name: pulumi.output("a"), namespace: pulumi.output("default") },
                    },
                ],
            }),
        ],
        [
            "an item of a List",
            () => ({ objects: [object] }),
            () => ({
                objects: [{ apiVersion: "v1", kind: "List", metadata: { name: "" }, items: [pulumi.output(object)] }],
            }),
        ],
    ])("become the same resources: %s", async (_, plain, later) => {
        const expected = await made(plain);
        const found = await made(later);
        expect(comparable(objectsIn(found))).toEqual(comparable(objectsIn(expected)));
        expect(inputsOf(found, "app-ready")).toEqual(inputsOf(expected, "app-ready"));
        expect(await valueOf(found.manifest.objects)).toEqual(await valueOf(expected.manifest.objects));
        expect(found.lines).toEqual([]);
    });

    it("are listed in a preview that knows what the objects are, with what it does not know inside", async () => {
        const url = unknown<string>();
        const objects = pulumi.output([
            { ...object, metadata: { name: "a", labels: { b: url } }, data: { url } },
        ]) as unknown as ManifestArgs["objects"];
        const result = await made(() => ({ objects }), true);
        expect(namesIn(result)).toEqual(["dev:default/a"]);
        expect(inputsOf(result, "dev:default/a")).toMatchObject({
            data: { url: wireUnknown },
            metadata: { labels: { b: wireUnknown } },
        });
        expect(result.lines).toEqual([]);
    });

    it.each<[string, string, () => Partial<ManifestArgs>]>([
        ["yaml", "yaml", () => ({ yaml: unknown() })],
        ["the namespace", "namespace", () => ({ yaml, namespace: unknown() })],
        ["the list of objects", "objects", () => ({ objects: unknown() })],
        ["an object", "objects[1]", () => ({ objects: [object, unknown()] })],
        ["a name", "objects[0]", () => ({ objects: [{ ...object, metadata: { name: unknown<string>() } }] })],
    ])("that a preview does not know register nothing, and one line says so: %s", async (_, argument, args) => {
        const result = await made(args, true);
        expect(objectsIn(result)).toEqual([]);
        expect(inputsOf(result, "app-ready")).toEqual({});
        expect(result.lines).toEqual([
            expect.stringMatching(
                says(
                    `objects of Manifest "app" … not known … : ${argument} is an Output … preview. … shown as deleted … update deletes only`,
                ),
            ),
        ]);
        expect(await isKnown(result.manifest.objects)).toBe(false);
        expect(await isKnown(result.manifest.resources)).toBe(false);
        expect(await isKnown(result.manifest.namespace)).toBe(argument !== "namespace");
    });

    it("are what the objects depend on, so that it outlives them", async () => {
        const ofNamespace = await made(() => ({
            yaml,
            namespace: new Later("shop", { value: "shop" }).urn.apply(() => "shop"),
        }));
        expect(dependenciesOf(ofNamespace, "dev:shop/a")).toContain("shop");
        const ofText = await made(() => ({ yaml: new Later("text").urn.apply(() => yaml) }));
        expect(dependenciesOf(ofText, "dev:default/a")).toContain("text");
        const plain = { ...object, metadata: { name: "b" } };
        const ofObject = await made(() => ({ objects: [new Later("one").urn.apply(() => object), plain] }));
        expect(dependenciesOf(ofObject, "dev:default/a")).toContain("one");
        expect(dependenciesOf(ofObject, "dev:default/b")).toEqual([]);
    });
});

describe("secrets in the arguments of a Manifest", () => {
    const manager = { "pulumi.com/patchFieldManager": "pulumi-k3s" };

    it.each<[string, () => Partial<ManifestArgs>]>([
        ["yaml", () => ({ yaml: pulumi.secret(JSON.stringify(labelled)) })],
        ["the list of objects", () => ({ objects: pulumi.secret([labelled]) })],
        ["an object", () => ({ objects: [pulumi.secret(labelled)] })],
    ])("stay secret in all but what names the object: %s", async (_, args) => {
        const result = await made(args);
        expect(inputsOf(result, "dev:shop/a")).toEqual({
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: {
                name: "a",
                namespace: "shop",
                labels: { ...secretMark, value: { b: "hidden" } },
                annotations: { ...manager, c: { ...secretMark, value: "hidden" } },
            },
            data: { ...secretMark, value: { d: "hidden" } },
        });
    });
    const labelled = {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "a", namespace: "shop", labels: { b: "hidden" }, annotations: { c: "hidden" } },
        data: { d: "hidden" },
    };

    it("make no secret of other objects, nor of what is beside one", async () => {
        const other = { ...object, metadata: { name: "b" } };
        const beside = {
            ...object,
            metadata: { name: pulumi.output("c") },
            data: { x: pulumi.secret("hidden"), y: "z" },
        };
        const result = await made(() => ({ objects: [pulumi.secret(object), other, beside] }));
        expect(inputsOf(result, "dev:default/b").data).toEqual({ b: "c" });
        expect(inputsOf(result, "dev:default/c").data).toEqual({ x: { ...secretMark, value: "hidden" }, y: "z" });
    });

    it.each([
        "kind: Secret\nstringData:\n  password: hidden\n password: hidden\n",
        "apiVersion: v1\nkind: Secret\nmetadata: {name: hidden: x}",
        "{apiVersion: hidden/hidden/hidden, kind: A, metadata: {name: a}}",
        '{apiVersion: v1, kind: A, metadata: {name: a, namespace: "hidden hidden"}}',
        "a: *hidden",
    ])("stay out of the error for %j", async (text) => {
        await recordedProgram();
        const failure = await failureOf(
            new Manifest("app", { cluster: fakeCluster(), yaml: pulumi.secret(text) }).objects,
        );
        expect(failure).toBeInstanceOf(ArgumentError);
        expect(String(failure)).toContain("yaml:");
        expect(String(failure)).not.toContain("hidden");
    });
});

describe("Outputs that are not valid", () => {
    const problemOf = async (args: Partial<ManifestArgs>) => {
        const failure = await failureOf(new Manifest("app", { cluster: fakeCluster(), ...args }).objects);
        expect(failure).toBeInstanceOf(ArgumentError);
        return (failure as Error).message.split("\n  ").slice(1).join("\n");
    };

    beforeEach(() => recordedProgram());

    it.each<[string, () => Partial<ManifestArgs>, string]>([
        [
            "nothing",
            () => ({ yaml: pulumi.output(undefined as never) }),
            "yaml must be text that is not blank, but is missing",
        ],
        ["no YAML", () => ({ yaml: pulumi.output("kind: A") }), "yaml:1 (document 1) has no apiVersion"],
        ["a name", () => ({ objects: [{ ...object, metadata: { name: pulumi.output("") } }] }), "has no metadata.name"],
        [
            "twice",
            () => ({ yaml: pulumi.output(`${configMap("a")}---\n${configMap("a")}`) }),
            "ConfigMap/default/a again",
        ],
    ])("are told of in the same words: %s", async (_, args, problem) => {
        expect(await problemOf(args())).toContain(problem);
    });
});

describe("an asset as path", () => {
    it.each<[string, () => pulumi.asset.Asset | pulumi.asset.Archive]>([
        ["a FileAsset", () => new pulumi.asset.FileAsset("k8s/a.yaml")],
        ["a StringAsset", () => new pulumi.asset.StringAsset(configMap("a"))],
        ["a FileArchive", () => new pulumi.asset.FileArchive("k8s")],
    ])("is read as what it is: %s", async (_, asset) => {
        write({ "k8s/a.yaml": configMap("a") });
        const expected = await made(() => ({ yaml: configMap("a") }));
        const found = await made(() => ({ path: asset() as ManifestArgs["path"] }));
        expect(comparable(objectsIn(found))).toEqual(comparable(objectsIn(expected)));
        expect(JSON.stringify(found.registrations)).not.toContain("k8s/");
    });

    it("that is a folder may be one of a kustomization, or recursive", async () => {
        write({ "all/sub/a.yaml": configMap("a"), "overlay/kustomization.yaml": "" });
        const all = await made(() => ({ path: new pulumi.asset.FileArchive("all"), recursive: true }));
        expect(namesIn(all)).toEqual(["dev:default/a"]);
        await recordedProgram(() => ({ result: [object] }));
        const path = new pulumi.asset.FileArchive("overlay");
        const manifest = new Manifest("app", { cluster: fakeCluster(), path });
        expect(await valueOf(manifest.objects)).toEqual({ "ConfigMap/default/a": "dev:default/a-id" });
        await settled();
    });

    it("is refused with its place in the text, or by its path", async () => {
        await recordedProgram();
        const failing = (asset: ManifestArgs["path"]) =>
            failureOf(new Manifest("app", { cluster: fakeCluster(), path: asset }).objects);
        expect(String(await failing(new pulumi.asset.StringAsset("kind: A")))).toContain(
            "path:1 (document 1) has no apiVersion",
        );
        expect(String(await failing(new pulumi.asset.FileAsset("gone.yaml")))).toContain(
            'path "gone.yaml" does not exist',
        );
    });

    it("has to be a file, a text or a folder of this machine", async () => {
        await recordedProgram();
        const refused = (path: unknown, others = {}) =>
            messageOf(() => new Manifest("app", { cluster: fakeCluster(), path: path as string, ...others }));
        expect(refused(new pulumi.asset.RemoteAsset("https://a.example/a.yaml"))).toMatch(
            says("path … text, or a FileAsset or a StringAsset or a FileArchive, but … RemoteAsset"),
        );
        expect(refused(new pulumi.asset.FileAsset("a.yaml"), { recursive: true })).toMatch(
            says("recursive … folder, but path … FileAsset"),
        );
    });
});

describe("what uses an output of a Manifest", () => {
    it.each(["objects", "namespace"] as const)("comes after its workloads work: %s", async (output) => {
        const result = await made(() => ({ yaml, namespace: "shop" }));
        new Later("later", { value: result.manifest[output] });
        await settled();
        expect(dependenciesOf(result, "later")).toContain("app-ready");
    });

    it("comes after all objects where there is nothing to wait for", async () => {
        const result = await made(() => ({ yaml, wait: false }));
        new Later("later", { value: result.manifest.namespace });
        await settled();
        expect(inputsOf(result, "later").value).toBe("default");
        expect(dependenciesOf(result, "later")).toEqual(expect.arrayContaining(["dev:default/a", "dev:default/web"]));
    });

    it("knows the namespace in a preview", async () => {
        const { manifest } = await made(() => ({ yaml, namespace: "shop" }), true);
        expect(await isKnown(manifest.namespace)).toBe(true);
    });
});

it("a transform that changes the object where it is returns nothing, and the program's own object stays", async () => {
    const own = { ...object, metadata: { name: "a", labels: { b: "c" } } };
    const transform: ManifestArgs["transform"] = (given) => {
        (given.metadata.labels as Record<string, string>).b = "other";
    };
    const result = await made(() => ({ objects: [own], transform }));
    expect(inputsOf(result, "dev:default/a").metadata).toMatchObject({ labels: { b: "other" } });
    expect(own.metadata.labels.b).toBe("c");
});
