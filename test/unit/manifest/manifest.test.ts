import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { version } from "@pulumi/kubernetes/package.json";
import { Manifest, type ManifestArgs } from "../../../sdk/nodejs/manifest";
import { ArgumentError } from "../../../sdk/nodejs/validation";
import {
    failureOf,
    fakeCluster,
    recordedProgram,
    type Registration,
    secretMark,
    valueOf,
} from "../support/recorded-program";
import { settled } from "../support/refusal";
import { configMap, inTemporaryFolder } from "./temporary-folder";
import { says } from "../../support/says";

const write = inTemporaryFolder();
const widgets = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec: {group: example.com, scope: Namespaced, names: {kind: Widget}, versions: [{name: v1}, {name: v1delta}]}
`;

/** Registers one Manifest and gives what became of its objects, by name. */
async function objectsOf(
    args: Partial<ManifestArgs>,
    name = "app",
    cluster = fakeCluster,
): Promise<Map<string, Registration>> {
    const { registrations } = await recordedProgram();
    await valueOf(new Manifest(name, { cluster: cluster(), ...args }).objects);
    await settled();
    return new Map(registrations.filter(({ type }) => type.startsWith("kubernetes:")).map((one) => [one.name, one]));
}

const only = (objects: Map<string, Registration>) => {
    expect(objects.size).toBe(1);
    return [...objects.values()][0] as Registration;
};

describe("a resource", () => {
    it("is made of each object, with the type and the inputs that the typed class would have", async () => {
        const objects = await objectsOf({
            yaml: `${configMap("a")}data: {b: c}\n---\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: shop}}`,
        });
        expect(objects.get("dev:default/a")).toMatchObject({
            type: "kubernetes:core/v1:ConfigMap",
            inputs: {
                apiVersion: "v1",
                kind: "ConfigMap",
                metadata: { name: "a", namespace: "default" },
                data: { b: "c" },
            },
        });
        expect(objects.get("dev:shop/web")).toMatchObject({ type: "kubernetes:apps/v1:Deployment" });
    });

    it("belongs to the cluster: its provider, its plugin's version, and goes with its data", async () => {
        const object = only(await objectsOf({ yaml: configMap("a") }));
        expect(object.provider).toContain("pulumi:providers:kubernetes::dev::");
        expect(object.version).toBe(version);
        expect(object.deletedWith).toContain("::dev-identity");
        expect(object.parent).toMatch(/k3s:index:Manifest::app$/);
    });

    it("is deleted one by one where the data outlives the cluster", async () => {
        const cluster = () => fakeCluster("dev", { identity: false });
        expect(only(await objectsOf({ yaml: configMap("a") }, "app", cluster)).deletedWith).toBe("");
    });

    it("has the same name and inputs wherever the object is written", async () => {
        write({ "one/a.yaml": configMap("a"), "two/sub/z.yaml": `# moved\n---\n${configMap("a")}` });
        const first = only(await objectsOf({ path: "one" }, "first"));
        const second = only(await objectsOf({ path: join(process.cwd(), "two"), recursive: true }, "second"));
        const third = only(
            await objectsOf({ objects: [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" } }] }),
        );
        for (const other of [second, third]) {
            expect({ ...other, parent: "", dependencies: [] }).toEqual({ ...first, parent: "", dependencies: [] });
        }
    });

    it("has no namespace in its name where the object has none", async () => {
        expect(only(await objectsOf({ yaml: "{apiVersion: v1, kind: Namespace, metadata: {name: shop}}" })).name).toBe(
            "dev:shop",
        );
    });

    it("keeps the object when the version of its API changes", async () => {
        const object = only(
            await objectsOf({
                yaml: "{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: a}}",
            }),
        );
        expect(object.aliases).toContainEqual({
            name: "dev:default/a",
            type: "kubernetes:autoscaling/v1:HorizontalPodAutoscaler",
        });
        expect(object.aliases.map(({ type }) => type)).not.toContain(object.type);
    });

    it("keeps a custom resource when its definition's version changes, or its scope becomes known", async () => {
        const objects = await objectsOf({
            yaml: `${widgets}---\n{apiVersion: example.com/v1, kind: Widget, metadata: {name: a}}`,
        });
        const { aliases } = objects.get("dev:default/a") as Registration;
        expect(aliases).toContainEqual({ name: "dev:default/a", type: "kubernetes:example.com/v1delta:Widget" });
        expect(aliases).toContainEqual({ name: "dev:a", type: "kubernetes:example.com/v1:Widget" });
    });

    it("has the data of a Secret as secrets, in and out", async () => {
        const yaml = "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {b: aGk=}\nstringData: {c: d}\n";
        const { inputs, additionalSecretOutputs } = only(await objectsOf({ yaml }));
        expect(inputs).toMatchObject({
            data: { ...secretMark, value: { b: "aGk=" } },
            stringData: { ...secretMark, value: { c: "d" } },
        });
        expect(additionalSecretOutputs).toEqual(["data", "stringData"]);
    });

    it("leaves the data of anything else readable", async () => {
        const yaml = "{apiVersion: example.com/v1, kind: Secret, metadata: {name: a}, data: {b: c}}";
        expect(only(await objectsOf({ yaml }))).toMatchObject({
            inputs: { data: { b: "c" } },
            additionalSecretOutputs: [],
        });
    });
});

describe("the field manager", () => {
    const manager = { "pulumi.com/patchFieldManager": "pulumi-k3s" };
    const annotationsOf = async (args: Partial<ManifestArgs>) =>
        (only(await objectsOf(args)).inputs.metadata as { annotations: unknown }).annotations;
    const withAnnotations = (annotations: unknown) => [
        { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a", annotations } },
    ];

    it("has one name, and takes nothing over", async () => {
        expect(await annotationsOf({ yaml: configMap("a") })).toEqual(manager);
    });

    it("takes fields over with force", async () => {
        expect(await annotationsOf({ yaml: configMap("a"), force: true })).toEqual({
            ...manager,
            "pulumi.com/patchForce": "true",
        });
    });

    it.each<[string, unknown]>([
        ["that are known", { note: "x" }],
        ["that are Outputs", pulumi.output({ note: "x" })],
        ["with an Output inside", { note: pulumi.output("x") }],
    ])("leaves other annotations, %s", async (_, annotations) => {
        expect(await annotationsOf({ objects: withAnnotations(annotations) })).toEqual({ ...manager, note: "x" });
    });

    it("is what the object says", async () => {
        const own = { "pulumi.com/patchFieldManager": "team-a", "pulumi.com/patchForce": "false" };
        expect(await annotationsOf({ objects: withAnnotations(own), force: true })).toEqual(own);
    });
});

describe("the order", () => {
    const dependenciesOf = (object: Registration | undefined) =>
        object?.dependencies.map((urn) => urn.split("::").pop());

    it("puts definitions and workloads before custom resources and namespaces before what is in them, and nothing else", async () => {
        const objects = await objectsOf({
            yaml: `{apiVersion: example.com/v1, kind: Widget, metadata: {name: a, namespace: shop}}
---
{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}}
---
{apiVersion: v1, kind: Namespace, metadata: {name: shop}}
---${widgets}`,
        });
        expect([...objects.keys()].slice(0, 2).sort()).toEqual(["dev:shop", "dev:widgets.example.com"]);
        expect(dependenciesOf(objects.get("dev:shop/a"))?.sort()).toEqual([
            "dev:default/web",
            "dev:shop",
            "dev:widgets.example.com",
        ]);
        expect(dependenciesOf(objects.get("dev:default/web"))).toEqual([]);
    });

    it("puts before a pod what the API server refuses it without", async () => {
        const objects = await objectsOf({
            yaml: `{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {serviceAccountName: robot, priorityClassName: high, runtimeClassName: none}}
---
{apiVersion: v1, kind: ServiceAccount, metadata: {name: robot}}
---
{apiVersion: v1, kind: ServiceAccount, metadata: {name: robot, namespace: other}}
---
{apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: high}}`,
        });
        expect(dependenciesOf(objects.get("dev:default/p"))?.sort()).toEqual(["dev:default/robot", "dev:high"]);
    });

    it("makes what depends on the Manifest wait for every object, and for their workloads", async () => {
        class Later extends pulumi.CustomResource {}
        const { registrations } = await recordedProgram();
        const manifest = new Manifest("app", {
            cluster: fakeCluster(),
            yaml: `${configMap("a")}---\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: b}}`,
        });
        await valueOf(new Later("test:index:Later", "later", {}, { dependsOn: manifest }).urn);
        const later = registrations.find(({ name }) => name === "later");
        const all = ["dev:default/a", "dev:default/b", "app-ready"];
        expect(dependenciesOf(later)).toEqual(expect.arrayContaining(all));
    });
});

describe("the readiness", () => {
    const object = (apiVersion: string, kind: string, annotations?: object) => ({
        apiVersion,
        kind,
        metadata: { name: kind.toLowerCase(), namespace: "shop", annotations },
    });
    const deployment = object("apps/v1", "Deployment");
    const workloads = [
        deployment,
        object("apps/v1", "StatefulSet"),
        object("apps/v1", "DaemonSet"),
        object("apps/v1", "ReplicaSet"),
        object("batch/v1", "Job"),
        object("v1", "Pod"),
        object("v1", "PersistentVolumeClaim"),
        object("v1", "Service"),
        object("networking.k8s.io/v1", "Ingress"),
    ];
    const awaited = ["DaemonSet", "Deployment", "PersistentVolumeClaim", "Pod", "ReplicaSet", "StatefulSet"];

    async function registered(args: Partial<ManifestArgs>, cluster = fakeCluster): Promise<Registration[]> {
        const { registrations } = await recordedProgram();
        await valueOf(new Manifest("app", { cluster: cluster(), ...args }).objects);
        await settled();
        return registrations;
    }
    const proofOf = (all: Registration[]) => all.find(({ type }) => type.endsWith(":ManifestReady"));
    const kindsOf = (all: Registration[]) =>
        ((proofOf(all)?.inputs.workloads ?? []) as { kind: string }[]).map(({ kind }) => kind).sort();
    const ownAnnotations = async (annotations: unknown, kind = "Deployment") => {
        const all = await registered({ objects: [object("apps/v1", kind, annotations as object)] });
        const { metadata } = all.find(({ name }) => name.startsWith("dev:"))?.inputs as {
            metadata: { annotations: object };
        };
        return { annotations: metadata.annotations, isProven: proofOf(all) !== undefined };
    };
    const manager = { "pulumi.com/patchFieldManager": "pulumi-k3s" };

    it("of the workloads is one resource, which stands after every object and goes with the cluster's data", async () => {
        const all = await registered({ objects: [deployment, object("v1", "ConfigMap")] });
        const proof = proofOf(all);
        expect(proof?.name).toBe("app-ready");
        expect(proof?.parent).toMatch(/k3s:index:Manifest::app$/);
        expect(proof?.deletedWith).toContain("::dev-identity");
        expect(proof?.dependencies.map((urn) => urn.split("::").pop())).toEqual(
            expect.arrayContaining(["dev:shop/deployment", "dev:shop/configmap"]),
        );
        expect(proof?.inputs).toMatchObject({
            clusterId: "cluster-id",
            manifest: "app",
            timeoutSeconds: 300,
            workloads: [{ apiVersion: "apps/v1", kind: "Deployment", namespace: "shop", name: "deployment" }],
            kubeconfig: secretMark,
        });
    });

    it("is of the objects as they were applied: of another one, or of another generation, it is another", async () => {
        // Plain ones would be those of a copy, and left out.
        const [uid, generation, resourceVersion] = [pulumi.output("1"), pulumi.output(2), pulumi.output("7")];
        const metadata = { name: "a", namespace: "shop", uid, generation, resourceVersion };
        const all = await registered({ objects: [{ ...deployment, metadata }] });
        expect(proofOf(all)?.inputs.workloads).toEqual([
            { apiVersion: "apps/v1", kind: "Deployment", namespace: "shop", name: "a", uid: "1", generation: 2 },
        ]);
    });

    it.each<[string, Partial<ManifestArgs>, string[]]>([
        ["by itself, for what is to keep working", {}, awaited],
        ["on request, for Jobs", { waitForJobs: true }, [...awaited, "Job"]],
        ["on request, for load balancers", { waitForLoadBalancers: true }, [...awaited, "Service"]],
        ["on request, for nothing", { wait: false }, []],
    ])("is waited for %s", async (_, args, kinds) => {
        expect(kindsOf(await registered({ objects: workloads, ...args }))).toEqual([...kinds].sort());
    });

    it("is none where there is nothing to wait for", async () => {
        const objects = [object("v1", "ConfigMap"), object("example.com/v1", "Deployment"), object("batch/v1", "Job")];
        expect(proofOf(await registered({ objects }))).toBeUndefined();
    });

    it("takes as long as it is given", async () => {
        const all = await registered({ objects: [deployment], timeoutSeconds: 900 });
        expect(proofOf(all)?.inputs).toMatchObject({ timeoutSeconds: 900 });
    });

    it("is left to our own resource: the plugin waits no longer than until a workload is there", async () => {
        const all = await registered({ objects: [...workloads, object("v1", "Namespace"), object("v1", "ConfigMap")] });
        const waits = all
            .filter(({ type }) => type.startsWith("kubernetes:"))
            .map(({ type, inputs }) => {
                const { annotations } = inputs.metadata as { annotations: Record<string, string> };
                const { "pulumi.com/skipAwait": skips, "pulumi.com/waitFor": waitsFor } = annotations;
                return [type.split(":").pop(), skips ?? waitsFor];
            });
        // What may be replaced under its own name is not to be met on its way out, so its deletion is waited for.
        const isThere = "jsonpath={.metadata.uid}";
        expect(Object.fromEntries(waits)).toEqual({
            ConfigMap: undefined,
            DaemonSet: isThere,
            Deployment: isThere,
            Ingress: "true",
            Job: isThere,
            Namespace: undefined,
            PersistentVolumeClaim: "true",
            Pod: isThere,
            ReplicaSet: undefined,
            Service: "true",
            StatefulSet: isThere,
        });
    });

    it.each<[string, Record<string, string>]>([
        ["to wait for", { "pulumi.com/waitFor": "condition=Available" }],
        ["not to wait", { "pulumi.com/skipAwait": "true" }],
        ["to wait as the plugin does", { "pulumi.com/skipAwait": "false" }],
    ])("is the object's own affair where it says %s", async (_, own) => {
        const expected = { ...manager, ...own };
        expect(await ownAnnotations(own)).toEqual({ annotations: expected, isProven: false });
        expect((await ownAnnotations(pulumi.output(own))).annotations).toEqual(expected);
    });

    it("is proven beside annotations of other kinds", async () => {
        const expected = { ...manager, "pulumi.com/waitFor": "jsonpath={.metadata.uid}", note: "x" };
        for (const own of [{ note: "x" }, pulumi.output({ note: "x" })]) {
            expect(await ownAnnotations(own)).toEqual({ annotations: expected, isProven: true });
        }
    });
});

describe("a kustomization", () => {
    const rendered = [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "dev-a", namespace: "shop" } }];

    it("is rendered without the cluster, by one provider, and its objects are waited for", async () => {
        write({ "overlay/kustomization.yaml": "", "other/Kustomization": "" });
        const directories: unknown[] = [];
        const { registrations, calls } = await recordedProgram((_, { directory }) => {
            directories.push(directory);
            return { result: String(directory).endsWith("overlay") ? rendered : [{ ...rendered[0], kind: "Secret" }] };
        });
        const cluster = fakeCluster();
        class Later extends pulumi.CustomResource {}
        const first = new Manifest("first", { cluster, path: "overlay" });
        const second = new Manifest("second", { cluster, path: "other" });
        await valueOf(new Later("test:index:Later", "later", {}, { dependsOn: [first, second] }).urn);

        expect(calls.map(({ token }) => token)).toEqual([
            "kubernetes:kustomize:directory",
            "kubernetes:kustomize:directory",
        ]);
        expect(directories).toEqual([join(process.cwd(), "overlay"), join(process.cwd(), "other")]);
        const renderers = registrations.filter(({ name }) => name === "k3s-kustomize");
        // Stacks of 0.2 have another one, which stays as it is.
        const ignoreChanges = ["kubeconfig", "renderYamlToDirectory"];
        expect(renderers).toMatchObject([{ inputs: { kubeconfig: "none" }, ignoreChanges }]);
        expect(calls[0]?.provider).toContain("k3s-kustomize");
        const later = registrations.find(({ name }) => name === "later");
        expect(later?.dependencies.filter((urn) => urn.endsWith("::dev:shop/dev-a"))).toHaveLength(2);
        expect(JSON.stringify(registrations)).not.toContain(process.cwd());
    });

    it.each<[string, () => Record<string, unknown>, string]>([
        [
            "cannot be rendered",
            () => {
                const folder = `${process.cwd()}/overlay`;
                const why = `kustomize failed for directory "${folder}": lstat ${folder}/a.yaml: no such file or directory`;
                // As the engine tells it.
                throw Object.assign(new Error(), { details: `invocation of a function returned an error: ${why}` });
            },
            'path "overlay" … kustomization … cannot be rendered: … file or folder … not there: a.yaml; kubectl kustomize overlay',
        ],
        ["renders to nothing", () => ({}), 'path "overlay" … no object'],
        ["renders to no object", () => ({ result: [] }), 'path "overlay" … no object'],
    ])("fails the Manifest, with the folder, when it %s", async (_, render, problem) => {
        write({ "overlay/kustomization.yaml": "" });
        await recordedProgram(render);
        const manifest = new Manifest("app", { cluster: fakeCluster(), path: "overlay" });
        const failure = await failureOf(manifest.objects);
        expect(failure).toBeInstanceOf(ArgumentError);
        const { message } = failure as Error;
        expect(message).toMatch(says(`arguments of Manifest "app" … not valid:\n ${problem}`));
        expect(message.split("\n")).toHaveLength(2);
        expect(message).not.toContain(process.cwd());
        expect((failure as Error).stack).toBe("");
    });

    it("fails the Manifest, with the folder, when it renders to what is no object", async () => {
        write({ "overlay/kustomization.yaml": "" });
        await recordedProgram(() => ({ result: [{ kind: "ConfigMap" }] }));
        const manifest = new Manifest("app", { cluster: fakeCluster(), path: "overlay" });
        const failure = await failureOf(manifest.objects);
        expect(failure).toBeInstanceOf(ArgumentError);
        expect(String(failure)).toContain("overlay (rendered object 1) has no apiVersion");
    });
});

describe("the outputs", () => {
    it("are the ids of the objects", async () => {
        await recordedProgram();
        const yaml = `${widgets}---\n{apiVersion: example.com/v1, kind: Widget, metadata: {name: a}}\n---\n${configMap("b")}`;
        expect(await valueOf(new Manifest("app", { cluster: fakeCluster(), yaml }).objects)).toEqual({
            "CustomResourceDefinition/widgets.example.com": "dev:widgets.example.com-id",
            "Widget.example.com/default/a": "dev:default/a-id",
            "ConfigMap/default/b": "dev:default/b-id",
        });
    });

    it("and the inputs say nothing of this machine", async () => {
        write({ "k8s/a.yaml": configMap("a") });
        const { registrations } = await recordedProgram();
        await valueOf(new Manifest("app", { cluster: fakeCluster(), path: join(process.cwd(), "k8s") }).objects);
        expect(JSON.stringify(registrations)).not.toContain(process.cwd());
        expect(registrations.find(({ type }) => type === "k3s:index:Manifest")?.inputs).toEqual({});
    });
});

describe("at construction", () => {
    const messageFor = (args: object) => {
        try {
            new Manifest("app", args as ManifestArgs);
        } catch (error) {
            expect(error).toBeInstanceOf(ArgumentError);
            return (error as Error).message;
        }
        return "";
    };

    beforeEach(() => recordedProgram());

    it.each([
        ["no arguments", null, "The arguments must be an object"],
        ["no cluster", { yaml: "a" }, "cluster must be a Cluster of this package, but is missing"],
        ["no source", { cluster: {} }, "cluster must be a Cluster of this package, but is an object"],
        ["a blank path", { path: " " }, 'path must be text that is not blank, but is " "'],
        ["a blank yaml", { yaml: "" }, "yaml must be text that is not blank"],
        ["text for objects", { objects: "a" }, 'objects must be a list of objects, but is "a"'],
        ["a wrong namespace", { namespace: "A b" }, "namespace must be a DNS label"],
        ["a time that is none", { timeoutSeconds: 0 }, "timeoutSeconds must be"],
        ["an unknown argument", { paths: "a" }, 'paths is not an argument; did you mean "path"?'],
    ])("%s is an error", (_, args, message) => {
        expect(messageFor(args as object)).toContain(message);
    });

    it("the source has to be exactly one", () => {
        const cluster = fakeCluster();
        expect(messageFor({ cluster })).toMatch(says("exactly … path … yaml … objects … missing"));
        expect(messageFor({ cluster, path: "a", yaml: "b" })).toContain("but is path and yaml");
        expect(messageFor({ cluster, yaml: "b", recursive: true })).toContain("recursive only goes with a path");
    });

    it("not to wait at all does not go with a wait for something", () => {
        const args = { cluster: fakeCluster(), yaml: configMap("a"), wait: false };
        for (const argument of ["waitForJobs", "waitForLoadBalancers"]) {
            expect(messageFor({ ...args, [argument]: true })).toContain(`${argument} does not go with wait: false`);
            expect(messageFor({ cluster: fakeCluster(), yaml: configMap("a"), wait: false, [argument]: false })).toBe(
                "",
            );
        }
    });

    it("a missing name is an error", () => {
        expect(() => new Manifest("", { cluster: fakeCluster(), yaml: configMap("a") })).toThrow(
            "Missing resource name",
        );
    });

    it("a missing file is an error that names the Manifest", () => {
        expect(messageFor({ cluster: fakeCluster(), path: "gone.yaml" })).toBe(
            'The arguments of Manifest "app" are not valid:\n  path "gone.yaml" does not exist',
        );
    });

    it("an object twice is an error with both places, in one Manifest", () => {
        write({ "k8s/a.yaml": configMap("a"), "k8s/b.yaml": `# again\n${configMap("a")}` });
        expect(messageFor({ cluster: fakeCluster(), path: "k8s" })).toMatch(
            says("k8s/b.yaml:2 (document 1) … ConfigMap/default/a again … k8s/a.yaml:1 (document 1) already"),
        );
    });

    it("an object twice is an error in another version and another Manifest too", async () => {
        const cluster = fakeCluster();
        const autoscaler = (of: string) =>
            `{apiVersion: autoscaling/${of}, kind: HorizontalPodAutoscaler, metadata: {name: a}}`;
        const first = new Manifest("first", { cluster, yaml: autoscaler("v1") });
        expect(messageFor({ cluster, yaml: autoscaler("v2") })).toContain("HorizontalPodAutoscaler/default/a again");
        expect(messageFor({ cluster: fakeCluster("other"), yaml: autoscaler("v2") })).toBe("");
        await valueOf(first.objects);
    });
});
