import { resolve } from "node:path";
import { InitializationError, type PropertyMap, unknown } from "../host/plugin";
import { startCluster, type TestCluster } from "./fixtures/test-cluster";
import { type JsonObject, textAt } from "./json";
import { KubernetesPlugin } from "./kubernetes-plugin";
import { reveal, secret } from "./secrets";

const chart = resolve(__dirname, "fixtures/chart");
const skipAwait = { "pulumi.com/skipAwait": "true" };
const pausing = { restartPolicy: "Never", containers: [{ name: "main", image: "local/pause:1" }] };
const releaseType = "helm.sh/v3:Release";

let cluster: TestCluster;
let plugin: KubernetesPlugin;

beforeAll(async () => {
    // Without an engine, the plugin's warnings go to the console.
    jest.spyOn(console, "error").mockImplementation(() => undefined);
    cluster = await startCluster(`kubernetes-plugin-test-${process.pid}`);
    plugin = await configured();
}, 120_000);

afterAll(async () => {
    await cluster.remove();
}, 60_000);

jest.setTimeout(60_000);

describe("objects", () => {
    it("are created, updated, read and deleted", async () => {
        const { id, inputs, state } = await create(configMap("life", { a: "1" }));
        expect(id).toBe("default/life");
        const next = { ...inputs, data: { a: "2" } };
        const updated = await plugin.update({ ...call(next), id, state, oldInputs: inputs, inputs: next });
        expect(updated.data).toEqual({ a: "2" });
        const found = await plugin.read({ urn: urn(next), id, state: updated, inputs: next });
        expect(found?.inputs).toMatchObject({ data: { a: "2" }, metadata: { name: "life", namespace: "default" } });
        await plugin.delete({ urn: urn(next), id, state: updated, timeoutSeconds: 0 });
        expect(await plugin.read({ urn: urn(next), id, state: updated, inputs: next })).toBeUndefined();
        await expect(plugin.delete({ urn: urn(next), id, state: updated, timeoutSeconds: 0 })).resolves.toBeUndefined();
    });

    it("that a program only gets are told by their type", async () => {
        const { id, inputs } = await create(configMap("got", { a: "1" }));
        const found = await plugin.read({ urn: urn(inputs), id, state: {}, inputs: {} });
        expect(found?.state).toMatchObject({ kind: "ConfigMap", data: { a: "1" } });
    });

    it("keep the uid in an update, and hand over the fields of the create", async () => {
        const { id, inputs, state } = await create(configMap("handover", { a: "1", b: "1" }));
        const next = { ...inputs, data: { a: "2" } };
        const updated = await plugin.update({ ...call(next), id, state, oldInputs: inputs, inputs: next });
        expect(textAt(updated, "metadata", "uid")).toBe(textAt(state, "metadata", "uid"));
        expect(updated.data).toEqual({ a: "2" });
    });

    it("that exist are refused, and taken over with upsertExistingObjects", async () => {
        await create(configMap("taken", { a: "1" }));
        await expect(create(configMap("taken", { a: "2" }))).rejects.toThrow(/"taken" already exists/);
        const upserting = await configured({ upsertExistingObjects: "true" });
        await cluster.kubectl("create", "configmap", "loose", "--from-literal=b=1");
        const { state } = await create(configMap("loose", { a: "2" }), upserting);
        expect(state.data).toEqual({ a: "2", b: "1" });
    });

    it("conflict with another manager, which the message names with the field", async () => {
        await cluster.kubectl("create", "configmap", "contested", "--from-literal=a=1");
        const upserting = await configured({ upsertExistingObjects: "true" });
        const conflict = create(configMap("contested", { a: "2" }), upserting);
        await expect(conflict).rejects.toThrow(/apply conflict: .*kubectl-create.*\.data\.a/s);
        const forcing = await configured({ upsertExistingObjects: "true", enablePatchForce: "true" });
        expect((await create(configMap("contested", { a: "2" }), forcing)).state.data).toEqual({ a: "2" });
    });

    it("in conflict are taken over by the annotation, which stays, under the manager that another one names", async () => {
        await cluster.kubectl("create", "configmap", "forced", "--from-literal=a=1");
        const upserting = await configured({ upsertExistingObjects: "true" });
        const annotations = { "pulumi.com/patchFieldManager": "ours", "pulumi.com/patchForce": "true" };
        const object = { ...configMap("forced", { a: "2" }), metadata: { name: "forced", annotations } };
        const { state } = await create(object, upserting);
        expect(state).toMatchObject({ data: { a: "2" }, metadata: { annotations }, __fieldManager: "ours" });
        expect(JSON.stringify(state.metadata)).toContain('"manager":"ours","operation":"Apply"');
    });

    it("reach the cluster when the kubeconfig is marked as a secret", async () => {
        const marked = await configured({ kubeconfig: secret(cluster.kubeconfig) });
        expect((await create(configMap("by-secret", {}), marked)).id).toBe("default/by-secret");
    });

    it("without a name get one, and keep it", async () => {
        const news = { apiVersion: "v1", kind: "ConfigMap" };
        const { inputs } = await plugin.check({ urn: urn(news, "auto"), olds: {}, news });
        expect(textAt(inputs, "metadata", "name")).toMatch(/^auto-[0-9a-f]{8}$/);
        const again = await plugin.check({ urn: urn(news, "auto"), olds: inputs, news });
        expect(again.inputs).toEqual(inputs);
    });

    it("of a Secret have secret data, and only data", async () => {
        const news = { apiVersion: "v1", kind: "Secret", metadata: { name: "hidden" }, stringData: { key: "value" } };
        const { inputs } = await plugin.check({ urn: urn(news), olds: {}, news });
        expect(JSON.stringify(inputs.data)).toContain("1b47061264138c4ac30d75fd1eb44270");
        expect(reveal(inputs)).toMatchObject({ data: { key: "dmFsdWU=" } });
        expect(inputs.stringData).toBeUndefined();
    });

    it("of an unknown kind are refused", async () => {
        const widget = { apiVersion: "example.org/v1", kind: "Widget", metadata: { name: "w" } };
        await expect(create(widget)).rejects.toThrow(/no matches for kind "Widget" in version "example.org\/v1"/);
    });

    it("of a kind that the same program defines are created", async () => {
        await create(widgetDefinition());
        const { id } = await create({ apiVersion: "example.com/v1", kind: "Gadget", metadata: { name: "g" } });
        expect(id).toBe("g");
    });

    it("in a preview are tried on the server, without a trace", async () => {
        const news = configMap("previewed", { a: "1" });
        const { inputs } = await plugin.check({ urn: urn(news), olds: {}, news });
        const { id, state } = await plugin.create({ ...call(inputs), inputs, preview: true });
        expect(id).toBe("");
        expect(textAt(state, "metadata", "uid")).not.toBe("");
        await expect(cluster.kubectl("get", "configmap", "previewed")).rejects.toThrow("not found");
        const bad = { ...configMap("bad_name", {}) };
        await expect(plugin.create({ ...call(bad), inputs: bad, preview: true })).rejects.toThrow(
            "not successfully created",
        );
    });

    it("in a preview repeat the inputs when something is unknown, or the namespace is missing", async () => {
        const pending = configMap("pending", { a: unknown });
        expect((await plugin.create({ ...call(pending), inputs: pending, preview: true })).state).toEqual(pending);
        const astray = { ...configMap("astray", {}), metadata: { name: "astray", namespace: "later" } };
        expect((await plugin.create({ ...call(astray), inputs: astray, preview: true })).state).toEqual(astray);
    });
});

describe("readiness", () => {
    it("of a Deployment is waited for", async () => {
        const { state, id } = await create(deployment("ready", "local/pause:1"));
        expect(state).toMatchObject({ status: { readyReplicas: 1 } });
        await plugin.delete({ urn: urn(state), id, state, timeoutSeconds: 60 });
        expect(await cluster.kubectl("get", "pods", "--selector=app=ready", "--output=name")).toBe("");
    });

    it("that does not come in time is an error with the pods' reasons, and the object is recorded", async () => {
        const failure = await create(deployment("stuck", "local/missing:1"), plugin, 30).catch(
            (error: unknown) => error,
        );
        expect(failure).toBeInstanceOf(InitializationError);
        const { id, reasons, state } = failure as InitializationError;
        expect(id).toBe("default/stuck");
        expect(reasons.join("\n")).toMatch(
            /timed out waiting to be Ready.*Minimum number of live Pods.*local\/missing:1/s,
        );
        const read = plugin.read({ urn: urn(state), id, state, inputs: deployment("stuck", "local/missing:1") });
        await expect(read).rejects.toThrow("failed to initialize");
    });

    it("is not waited for when the annotation says so", async () => {
        const { state } = await create(deployment("hasty", "local/missing:1", skipAwait), plugin, 5);
        expect(state.status).not.toMatchObject({ readyReplicas: 1 });
    });

    it("is what another annotation says, which leaves the wait for the deletion as it is", async () => {
        const exists = { "pulumi.com/waitFor": "jsonpath={.metadata.uid}" };
        const { id, inputs, state } = await create(deployment("present", "local/missing:1", exists), plugin, 20);
        expect(state.status).not.toMatchObject({ readyReplicas: 1 });
        await plugin.delete({ urn: urn(inputs), id, state, timeoutSeconds: 60 });
        await expect(cluster.kubectl("get", "deployment", "present")).rejects.toThrow("not found");
    });

    it.each<[string, boolean, JsonObject]>([
        ["Deployment", false, deployment("held-deployment", "local/pause:1")],
        ["Job", false, job("held-job", { suspend: true })],
        ["Pod", false, { apiVersion: "v1", kind: "Pod", metadata: { name: "held-pod" }, spec: pausing }],
        [
            "Service",
            true,
            { apiVersion: "v1", kind: "Service", metadata: { name: "held-service" }, spec: { ports: [{ port: 80 }] } },
        ],
    ])("that is not waited for: the deletion of a %s then is, %s", async (_, waits, object) => {
        const metadata = {
            ...(object.metadata as JsonObject),
            annotations: skipAwait,
            finalizers: ["example.com/hold"],
        };
        const { id, inputs, state } = await create({ ...object, metadata });
        const deletion = plugin.delete({ urn: urn(inputs), id, state, timeoutSeconds: 2 });
        await (waits
            ? expect(deletion).rejects.toThrow("timed out waiting")
            : expect(deletion).resolves.toBeUndefined());
    });

    it("of a failed Job ends the wait at once", async () => {
        await expect(create(job("failing", { backoffLimit: 0, activeDeadlineSeconds: 1 }))).rejects.toThrow(
            "[DeadlineExceeded]",
        );
    });

    it("of a Service without pods comes when the endpoints have settled", async () => {
        const spec = { selector: { app: "nobody" }, ports: [{ port: 80 }] };
        const { state } = await create({ apiVersion: "v1", kind: "Service", metadata: { name: "calm" }, spec });
        expect(textAt(state, "spec", "clusterIP")).toMatch(/^10\./);
    });
});

describe("a cluster that cannot be reached", () => {
    const away = (more: JsonObject = {}): Promise<KubernetesPlugin> =>
        configured({ kubeconfig: cluster.kubeconfig.replace(/127\.0\.0\.1:\d+/, "127.0.0.1:1"), ...more });
    const map = configMap("away", { a: "1" });

    it("is previewed from the inputs, and refused in an update", async () => {
        const offline = await away();
        expect((await offline.create({ ...call(map), inputs: map, preview: true })).state).toEqual(map);
        await expect(create(map, offline)).rejects.toThrow("configured Kubernetes cluster is unreachable");
    });

    it("keeps its objects in the state unless deleteUnreachable", async () => {
        const request = { urn: urn(map), id: "default/away", state: map, inputs: map, timeoutSeconds: 0 };
        const offline = await away();
        await expect(offline.delete(request)).rejects.toThrow("unreachable");
        await expect(offline.read(request)).rejects.toThrow("unreachable");
        const forgiving = await away({ deleteUnreachable: "true" });
        await expect(forgiving.delete(request)).resolves.toBeUndefined();
        expect(await forgiving.read(request)).toBeUndefined();
    });

    it("keeps its releases even with deleteUnreachable", async () => {
        const forgiving = await away({ deleteUnreachable: "true" });
        const request = { urn: urnOf(releaseType, "r"), id: "default/r", state: {}, timeoutSeconds: 0 };
        await expect(forgiving.delete(request)).rejects.toThrow("can't delete Helm Release with unreachable cluster");
    });
});

describe("a provider whose inputs are not known", () => {
    it("echoes inputs, knows no output and cannot diff", async () => {
        const blank = new KubernetesPlugin();
        await blank.configure({ kubeconfig: unknown });
        const map = configMap("blank", {});
        expect(await blank.check({ urn: urn(map), olds: {}, news: map })).toEqual({ inputs: map });
        const { state } = await blank.create({ ...call(map), inputs: map, preview: true });
        expect(new Set(Object.values(state))).toEqual(new Set([unknown]));
        await expect(
            blank.diff({ urn: urn(map), id: "x", state: map, oldInputs: map, inputs: map, ignoreChanges: [] }),
        ).rejects.toThrow("not known during preview");
    });
});

describe("releases", () => {
    it("are installed, upgraded and uninstalled, with the outputs of the real plugin", async () => {
        const { id, inputs, state } = await install({ name: "web", namespace: "apps", createNamespace: true });
        expect(id).toBe("apps/web");
        expect(state).toMatchObject({
            version: "1.2.3",
            resourceNames: { "ConfigMap/v1": ["apps/web"], "Deployment.apps/apps/v1": ["web"] },
            status: {
                appVersion: "4.5",
                chart: "pausing",
                name: "web",
                namespace: "apps",
                revision: 1,
                status: "deployed",
            },
        });
        const next = await checked({ name: "web", namespace: "apps", values: { greeting: "hallo" } }, inputs);
        expect(await diffOf(state, inputs, next)).toMatchObject({ changes: true, replaces: [] });
        const updated = await plugin.update({ ...releaseCall(id), state, oldInputs: inputs, inputs: next });
        expect(updated).toMatchObject({ status: { revision: 2 }, values: { greeting: "hallo" } });
        expect(await cluster.kubectl("get", "configmap", "web", "-n", "apps", "-o", "yaml")).toContain("hallo");
        expect(await diffOf(updated, next, next)).toMatchObject({ changes: false });

        const found = await plugin.read({ urn: urnOf(releaseType, "web"), id, state: updated, inputs: next });
        expect(found?.state).toMatchObject({ status: { revision: 2 } });
        await plugin.delete({ ...releaseCall(id), state: updated });
        expect(await plugin.read({ urn: urnOf(releaseType, "web"), id, state: updated, inputs: next })).toBeUndefined();
        await expect(plugin.delete({ ...releaseCall(id), state: updated })).rejects.toThrow("release: not found");
    });

    it("cannot take a name that is in use", async () => {
        await install({ name: "twice", skipAwait: true });
        await expect(install({ name: "twice", skipAwait: true })).rejects.toThrow(
            /^cannot re-use a name that is still in use$/,
        );
    });

    it("that do not become ready in time are recorded as failed", async () => {
        const failure = await install({ name: "late", timeout: 3, values: { image: "local/missing:1" } }).catch(
            (error: unknown) => error,
        );
        expect(failure).toBeInstanceOf(InitializationError);
        const { state, reasons } = failure as InitializationError;
        expect(reasons.join()).toMatch(/Use Helm CLI to investigate.*context deadline exceeded/);
        expect(state).toMatchObject({ status: { status: "failed", revision: 1 } });
    });

    it("that fail atomically leave nothing to record", async () => {
        const failure = install({ name: "atomic", timeout: 3, atomic: true, values: { image: "local/missing:1" } });
        await expect(failure).rejects.toThrow("has been uninstalled due to atomic being set");
        await expect(failure).rejects.not.toBeInstanceOf(InitializationError);
    });

    it("need a chart that can be loaded, in every check", async () => {
        const news = { chart: "./no-such-chart", name: "x" };
        const { failures = [] } = await plugin.check({ urn: urnOf(releaseType, "x"), olds: {}, news });
        expect(failures).toEqual([{ property: "chart", reason: expect.stringContaining("no-such-chart") as string }]);
    });

    it("have typed inputs, drop what they do not know, and merge value files", async () => {
        const news = { chart, name: 5 };
        await expect(plugin.check({ urn: urnOf(releaseType, "x"), olds: {}, news })).rejects.toThrow(
            "'name' expected type",
        );
        const file = {
            "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17",
            text: "a: { b: 1, c: 1 }",
        };
        const inputs = await checked({ valueYamlFiles: [file], values: { a: { c: 2 } }, compat: "true" });
        expect(inputs).toMatchObject({ values: { a: { b: 1, c: 2 } }, version: "1.2.3", timeout: 300, atomic: false });
        expect(inputs).not.toHaveProperty("compat");
        expect(textAt(inputs, "name")).toMatch(/^x-[0-9a-f]{7,8}$/);
    });

    it("keep what is not known, and promise no outputs in a preview", async () => {
        const inputs = await checked({ name: "soon", values: { token: unknown } });
        expect(inputs).toMatchObject({ values: { token: unknown } });
        const { state } = await plugin.create({ ...releaseCall(""), inputs, preview: true });
        expect(state).toMatchObject({ status: unknown, resourceNames: unknown });
    });

    it("are replaced when name or namespace changes", async () => {
        const olds = await checked({ name: "one" });
        const replaces = async (news: JsonObject): Promise<string[] | undefined> =>
            (await diffOf(olds, olds, await checked(news))).replaces;
        expect(await replaces({ name: "two" })).toEqual(["name"]);
        expect(await replaces({ name: "one", namespace: "other" })).toEqual(["namespace"]);
        expect(await replaces({ name: "one", timeout: 5 })).toEqual([]);
    });
});

describe("the rest", () => {
    it("renders a kustomization, also without a cluster", async () => {
        const renderer = new KubernetesPlugin();
        await renderer.configure({ renderYamlToDirectory: "/never-written" });
        const directory = resolve(__dirname, "fixtures/kustomization");
        const { result } = await renderer.invoke("kubernetes:kustomize:directory", { directory });
        expect(result).toEqual([
            { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "dev-settings" }, data: { colour: "blue" } },
        ]);
        await expect(renderer.invoke("kubernetes:kustomize:directory", { directory: "/none" })).rejects.toThrow(
            "/none",
        );
    });

    it.each([
        "helm.sh/v4:Chart",
        "yaml/v2:ConfigGroup",
        "kustomize/v2:Directory",
        "core/v1:ConfigMapPatch",
        "index:Odd",
    ])("refuses %s", async (type) => {
        const request = { urn: urnOf(type, "x"), olds: {}, news: {} };
        await expect(plugin.check(request)).rejects.toThrow("not part of this stand-in");
    });

    it("refuses other functions", async () => {
        await expect(plugin.invoke("kubernetes:helm:template", {})).rejects.toThrow("not part of this stand-in");
    });
});

async function configured(more: JsonObject = {}): Promise<KubernetesPlugin> {
    const result = new KubernetesPlugin();
    await result.configure({ kubeconfig: cluster.kubeconfig, ...more });
    return result;
}

async function create(object: JsonObject, by = plugin, timeoutSeconds = 50) {
    const { inputs: marked } = await by.check({ urn: urn(object), olds: {}, news: object });
    const inputs = reveal(marked);
    const { id, state } = await by.create({ ...call(object), inputs, timeoutSeconds });
    return { id, inputs, state: reveal(state) };
}

async function checked(args: JsonObject, olds: JsonObject = {}): Promise<JsonObject> {
    const { inputs, failures = [] } = await plugin.check({
        urn: urnOf(releaseType, "x"),
        olds,
        news: { chart, ...args },
    });
    expect(failures).toEqual([]);
    return inputs;
}

async function install(args: JsonObject): Promise<{ id: string; inputs: JsonObject; state: PropertyMap }> {
    const inputs = await checked(args);
    return { inputs, ...(await plugin.create({ ...releaseCall(""), inputs })) };
}

function diffOf(state: JsonObject, oldInputs: JsonObject, inputs: JsonObject) {
    return plugin.diff({ urn: urnOf(releaseType, "x"), id: "x", state, oldInputs, inputs, ignoreChanges: [] });
}

function releaseCall(id: string) {
    return { urn: urnOf(releaseType, "x"), id, preview: false, timeoutSeconds: 0 };
}

function call(object: JsonObject) {
    return { urn: urn(object), preview: false, timeoutSeconds: 50 };
}

function urn(object: JsonObject, name = textAt(object, "metadata", "name")): string {
    const apiVersion = textAt(object, "apiVersion");
    return urnOf(`${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${textAt(object, "kind")}`, name);
}

function urnOf(type: string, name: string): string {
    return `urn:pulumi:test::test::kubernetes:${type}::${name}`;
}

function configMap(name: string, data: JsonObject): JsonObject {
    return { apiVersion: "v1", kind: "ConfigMap", metadata: { name }, data };
}

function deployment(name: string, image: string, annotations: JsonObject = {}): JsonObject {
    const containers = [{ name: "main", image, imagePullPolicy: "IfNotPresent" }];
    return {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name, annotations },
        spec: {
            selector: { matchLabels: { app: name } },
            template: { metadata: { labels: { app: name } }, spec: { terminationGracePeriodSeconds: 1, containers } },
        },
    };
}

function job(name: string, spec: JsonObject): JsonObject {
    return { apiVersion: "batch/v1", kind: "Job", metadata: { name }, spec: { ...spec, template: { spec: pausing } } };
}

function widgetDefinition(): JsonObject {
    return {
        apiVersion: "apiextensions.k8s.io/v1",
        kind: "CustomResourceDefinition",
        metadata: { name: "gadgets.example.com" },
        spec: {
            group: "example.com",
            scope: "Cluster",
            names: { kind: "Gadget", plural: "gadgets", singular: "gadget" },
            versions: [
                {
                    name: "v1",
                    served: true,
                    storage: true,
                    schema: { openAPIV3Schema: { type: "object", x_kubernetes_preserve_unknown_fields: true } },
                },
            ],
        },
    };
}
