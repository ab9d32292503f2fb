import { Manifest } from "../../../sdk/nodejs/manifest";
import type { ManifestArgs } from "../../../sdk/nodejs/manifest/manifest-args";
import { fakeCluster, recordedProgram, type Registration, valueOf } from "../support/recorded-program";
import { settled } from "../support/refusal";

type Fields = Record<string, unknown>;

const of = (apiVersion: string, kind: string, name: string, content: Fields = {}) => ({
    apiVersion,
    kind,
    metadata: { name, namespace: "shop", ...(content.metadata as Fields | undefined) },
    ...Object.fromEntries(Object.entries(content).filter(([field]) => field !== "metadata")),
});
const deployment = (name: string, content: Fields = {}, metadata: Fields = {}) =>
    of("apps/v1", "Deployment", name, { metadata, spec: { template: { spec: { ...content, containers: [] } } } });
const webhooks = (kind: string) =>
    of("admissionregistration.k8s.io/v1", `${kind}WebhookConfiguration`, kind.toLowerCase(), { webhooks: [] });
const definition = (conversion: Fields = {}) =>
    of("apiextensions.k8s.io/v1", "CustomResourceDefinition", "lamps.example.com", {
        spec: {
            group: "example.com",
            scope: "Namespaced",
            names: { kind: "Lamp" },
            versions: [
                { name: "v1", served: true, storage: true },
                { name: "v1beta1", served: true },
            ],
            ...conversion,
        },
    });
const converting = definition({
    conversion: {
        strategy: "Webhook",
        webhook: { clientConfig: { service: { name: "convert", namespace: "shop" } } },
    },
});
const lamp = (version = "v1") => of(`example.com/${version}`, "Lamp", "desk", { spec: {} });

async function registered(objects: object[], args: Partial<ManifestArgs> = {}): Promise<Registration[]> {
    const { registrations } = await recordedProgram();
    const manifest = new Manifest("app", { cluster: fakeCluster(), objects: objects as never, ...args });
    await valueOf(manifest.objects);
    await settled();
    return registrations;
}

const nameOf = (urn: string) => urn.split("::").pop() ?? "";
const named = (all: Registration[], name: string) =>
    all.find((one) => one.name === name) ?? fail(`${name} was not registered`);
const dependenciesOf = (all: Registration[], name: string) => named(all, name).dependencies.map(nameOf).sort();

function fail(message: string): never {
    throw new Error(message);
}

describe("webhook configurations", () => {
    const objects = [
        webhooks("Validating"),
        webhooks("Mutating"),
        of("v1", "ConfigMap", "settings"),
        of("v1", "Service", "hook"),
        deployment("hook"),
    ];

    it("come after everything else, when the workloads work", async () => {
        const all = await registered(objects);
        for (const name of ["dev:validating", "dev:mutating"]) {
            expect(dependenciesOf(all, name)).toEqual(["app-ready"]);
        }
        expect(dependenciesOf(all, "app-ready")).toEqual(["dev:shop/hook", "dev:shop/hook", "dev:shop/settings"]);
        expect(dependenciesOf(all, "dev:shop/settings")).toEqual([]);
    });

    it("come after every object where nothing is waited for", async () => {
        const all = await registered(objects, { wait: false });
        expect(dependenciesOf(all, "dev:validating")).toEqual(["dev:shop/hook", "dev:shop/hook", "dev:shop/settings"]);
    });

    it("come before what uses an output of the Manifest", async () => {
        const { registrations } = await recordedProgram();
        const cluster = fakeCluster();
        const first = new Manifest("first", { cluster, objects: objects });
        const second = new Manifest("second", {
            cluster,
            namespace: first.namespace,
            objects: [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "later" } }],
        });
        await valueOf(second.objects);
        expect(dependenciesOf(registrations, "dev:default/later")).toEqual(
            expect.arrayContaining(["dev:mutating", "dev:validating", "first-ready"]),
        );
    });

    it("are those of the API, not what has their name", async () => {
        const other = of("example.com/v1", "ValidatingWebhookConfiguration", "other");
        const all = await registered([other, deployment("web")]);
        expect(dependenciesOf(all, "app-ready")).toContain("dev:shop/other");
    });
});

describe("a part of the API that a Service serves", () => {
    const service = (content: Fields) =>
        of("apiregistration.k8s.io/v1", "APIService", "v1.metrics.example.com", {
            spec: { group: "metrics.example.com", version: "v1", ...content },
        });
    const measured = of("metrics.example.com/v1", "Measure", "m");

    it("is there when the workloads work, and its objects and webhooks after it", async () => {
        const aggregated = service({ service: { name: "metrics", namespace: "shop" } });
        const all = await registered([measured, webhooks("Validating"), aggregated, deployment("metrics")]);
        expect(dependenciesOf(all, "dev:v1.metrics.example.com")).toEqual(["app-ready"]);
        expect(dependenciesOf(all, "dev:shop/m")).toEqual([
            "app-ready",
            "dev:shop/metrics",
            "dev:v1.metrics.example.com",
        ]);
        expect(dependenciesOf(all, "dev:validating")).toEqual([
            "app-ready",
            "dev:shop/m",
            "dev:v1.metrics.example.com",
        ]);
    });

    it("is an object like others where the API server serves it itself", async () => {
        const all = await registered([service({}), deployment("metrics")]);
        expect(dependenciesOf(all, "app-ready")).toEqual(["dev:shop/metrics", "dev:v1.metrics.example.com"]);
    });
});

describe("a custom resource", () => {
    it("comes after its definition and the workloads, which are then deleted after it", async () => {
        const all = await registered([
            lamp(),
            of("v1", "ConfigMap", "settings"),
            of("batch/v1", "Job", "once"),
            deployment("operator"),
            of("apps/v1", "StatefulSet", "store"),
            definition(),
        ]);
        expect(dependenciesOf(all, "dev:shop/desk")).toEqual([
            "dev:lamps.example.com",
            "dev:shop/operator",
            "dev:shop/store",
        ]);
        expect(dependenciesOf(all, "app-ready")).toContain("dev:shop/desk");
    });

    it.each([
        ["waits for", { "pulumi.com/waitFor": "condition=Available" }, []],
        ["is waited for as the plugin does", { "pulumi.com/skipAwait": "false" }, []],
        ["is not waited for", { "pulumi.com/skipAwait": "true" }, ["dev:shop/operator"]],
    ])("does not stand behind a workload that may wait for it: one that %s", async (_, annotations, expected) => {
        const all = await registered([lamp(), deployment("operator", {}, { annotations })]);
        expect(dependenciesOf(all, "dev:shop/desk")).toEqual(expected);
    });

    it("waits until the workloads work where a webhook has to convert it", async () => {
        const objects = [converting, of("v1", "Service", "convert"), deployment("operator")];
        const converted = await registered([...objects, lamp("v1beta1")]);
        expect(dependenciesOf(converted, "dev:shop/desk")).toContain("app-ready");
        const stored = await registered([...objects, lamp()]);
        expect(dependenciesOf(stored, "dev:shop/desk")).toEqual([
            "dev:lamps.example.com",
            "dev:shop/convert",
            "dev:shop/operator",
        ]);
    });
});

describe("a workload", () => {
    const rbac = "rbac.authorization.k8s.io/v1";
    const binding = (kind: string, name: string, role: string, account: string) =>
        of(rbac, `${kind}Binding`, name, {
            roleRef: { apiGroup: "rbac.authorization.k8s.io", kind, name: role },
            subjects: [{ kind: "ServiceAccount", name: account, namespace: "shop" }],
        });
    const permissions = [
        of("v1", "ServiceAccount", "robot"),
        of("v1", "ServiceAccount", "other"),
        binding("ClusterRole", "robots", "all", "robot"),
        binding("Role", "robot-here", "here", "robot"),
        binding("Role", "other-here", "others", "other"),
        of(rbac, "ClusterRole", "all"),
        of(rbac, "ClusterRole", "here"),
        of(rbac, "Role", "here"),
        of(rbac, "Role", "others"),
    ];

    it("comes after what it may do, which is then deleted after it", async () => {
        const all = await registered([deployment("operator", { serviceAccountName: "robot" }), ...permissions]);
        expect(dependenciesOf(all, "dev:shop/operator")).toEqual([
            "dev:all",
            "dev:robots",
            "dev:shop/here",
            "dev:shop/robot",
            "dev:shop/robot-here",
        ]);
    });

    it("comes after the default ServiceAccount where it names none", async () => {
        const all = await registered([deployment("web"), of("v1", "ServiceAccount", "default"), ...permissions]);
        expect(dependenciesOf(all, "dev:shop/web")).toEqual(["dev:shop/default"]);
    });
});

describe("what the cluster itself has made", () => {
    const cluster = (apiVersion: string, kind: string, name: string, namespace?: string) => ({
        apiVersion,
        kind,
        metadata: { name, ...(namespace && { namespace }) },
    });
    const rbac = "rbac.authorization.k8s.io/v1";

    it.each([
        cluster("v1", "Namespace", "default"),
        cluster("v1", "Namespace", "kube-system"),
        cluster("v1", "Namespace", "kube-public"),
        cluster("v1", "Namespace", "kube-node-lease"),
        cluster("v1", "Service", "kubernetes"),
        cluster("v1", "ServiceAccount", "default", "team"),
        cluster("v1", "ConfigMap", "kube-root-ca.crt", "team"),
        cluster("v1", "Node", "dev"),
        cluster(rbac, "ClusterRole", "view"),
        cluster(rbac, "ClusterRoleBinding", "system:basic-user"),
        cluster("scheduling.k8s.io/v1", "PriorityClass", "system-node-critical"),
        cluster("flowcontrol.apiserver.k8s.io/v1", "FlowSchema", "catch-all"),
    ])("stays when it leaves the program: $kind $metadata.name", async (object) => {
        const [one] = (await registered([object])).filter(({ type }) => type.startsWith("kubernetes:"));
        expect(one?.retainOnDelete).toBe(true);
    });

    it.each([
        cluster("v1", "Namespace", "team"),
        cluster("v1", "Service", "kubernetes", "team"),
        cluster("v1", "ServiceAccount", "robot"),
        cluster("v1", "ConfigMap", "default"),
        cluster(rbac, "ClusterRole", "viewer"),
        cluster("scheduling.k8s.io/v1", "PriorityClass", "high"),
        cluster("example.com/v1", "Node", "dev"),
    ])("is not $kind $metadata.name of $metadata.namespace", async (object) => {
        const [one] = (await registered([object])).filter(({ type }) => type.startsWith("kubernetes:"));
        expect(one?.retainOnDelete).toBe(false);
    });
});
