import type { CoreV1Event } from "@kubernetes/client-node";
import { mergePatch, type Api } from "../../provider/kubernetes/api";
import { paths } from "../../provider/kubernetes/api-paths";
import { connectKubernetes } from "../../provider/kubernetes/client";
import { find, list } from "../../provider/kubernetes/list";
import { untilAnswered } from "../../provider/kubernetes/until-answered";
import { type AppliedWorkload, ManifestReady, type ManifestReadyInputs } from "../../provider/resources/manifest-ready";
import { SharedRelease } from "../../provider/resources/shared-release";
import { WorkloadsReady, type WorkloadsReadyInputs } from "../../provider/resources/workloads-ready";
import { expectSoon } from "../e2e/support/soon";
import { applyObjects, makeNamespace, storeRelease, type TestObject } from "./apply-objects";
import { TestServer } from "./test-server";
import { says } from "../support/says";

const host = new TestServer();
const manifestReady = new ManifestReady({ connect: connectKubernetes });
const workloadsReady = new WorkloadsReady({ connect: connectKubernetes });
const sharedRelease = new SharedRelease({ connect: connectKubernetes });
const pause = { name: "main", image: "docker.io/local/pause:1" };
const program = (...args: string[]) => ({
    ...pause,
    image: "docker.io/local/coredns:1",
    command: ["/coredns", ...args],
});
let kubeconfig: string;
let api: Api;

jest.setTimeout(180_000);

beforeAll(async () => {
    await host.prepare();
    await host.server();
    kubeconfig = await host.kubeconfig();
    api = await connectKubernetes(kubeconfig);
    const signal = AbortSignal.timeout(90_000);
    await untilAnswered(() => api.request("GET", "/readyz", { signal }), signal);
});

afterAll(() => host.dispose());

/** Applies objects. Returns the function that waits for the workloads among them, with its inputs and messages. */
async function manifest(
    namespace: string,
    objects: TestObject[],
    timeoutSeconds = 90,
): Promise<{ inputs: ManifestReadyInputs; wait: () => Promise<unknown>; messages: string[] }> {
    const applied = await applyObjects(api, namespace, objects);
    const workloads = objects.map(({ apiVersion, kind, metadata: { name } }, index) => {
        const { uid = "", generation } = applied[index] ?? {};
        return { apiVersion, kind: kind as AppliedWorkload["kind"], namespace, name, uid, generation };
    });
    const inputs = { kubeconfig, clusterId: "c", manifest: "app", workloads, timeoutSeconds };
    const messages: string[] = [];
    const wait = () => manifestReady.create(inputs, { progress: (message: string) => messages.push(message) });
    return { inputs, wait, messages };
}

/**
 * Defines a test whose body runs from the start of its group, beside the others: they spend most of their time on
 * waits.
 */
function scenario(name: string, run: () => Promise<void>): void {
    let outcome: Promise<void>;
    beforeAll(() => {
        outcome = run();
        outcome.catch(() => undefined);
    });
    it(name, () => outcome);
}

const quiet = { progress: () => undefined };

function job(name: string, container: object, spec: object = {}): TestObject {
    const template = { spec: { restartPolicy: "Never", terminationGracePeriodSeconds: 0, containers: [container] } };
    return {
        apiVersion: "batch/v1",
        kind: "Job",
        metadata: { name },
        spec: { backoffLimit: 0, template, ...spec },
    } as TestObject;
}

function set(kind: "Deployment" | "StatefulSet", name: string, { container = pause, pod = {}, spec = {} } = {}) {
    const labels = { app: name };
    const podSpec = { terminationGracePeriodSeconds: 0, containers: [container], ...pod };
    const template = { metadata: { labels }, spec: podSpec };
    const service = kind === "StatefulSet" ? { serviceName: name } : {};
    const all = { selector: { matchLabels: labels }, template, ...service, ...spec };
    return { apiVersion: "apps/v1", kind, metadata: { name }, spec: all } as TestObject;
}

const isGone = (path: string) => expectSoon(async () => expect(await find(api, path)).toBeUndefined(), 60);
const patch = (path: string, body: object) => api.request("PATCH", path, { body, contentType: mergePatch });

async function forgetEvents(namespace: string): Promise<void> {
    for (const { metadata } of await list<CoreV1Event>(api, paths.events(namespace))) {
        await api.request("DELETE", `${paths.events(namespace)}/${metadata.name ?? ""}`);
    }
}

describe("a Job that removes itself", () => {
    const ttl = { ttlSecondsAfterFinished: 0 };
    const unseen = /Job \S+: it was deleted, [^\n]*before it was seen to complete[^]*\nNext: run pulumi up --refresh/;

    scenario("is done where that was seen: by its controller, or by us, however long ago", async () => {
        await makeNamespace(api, "done");
        const { inputs, wait } = await manifest("done", [job("seed", program("-version"), ttl)]);
        await wait();
        await isGone("/apis/batch/v1/namespaces/done/jobs/seed");
        // This is the state after an `up` that failed for another reason. The Job's controller keeps its event for an
        // hour.
        await wait();
        await forgetEvents("done");
        expect(await manifestReady.diff("app", inputs, inputs)).toEqual({ changes: false });
        await manifestReady.update("app", inputs, { ...inputs, timeoutSeconds: 1 }, quiet);
        await expect(wait()).rejects.toThrow(unseen);
        const anew = inputs.workloads.map((workload) => ({ ...workload, uid: "another" }));
        await expect(manifestReady.update("app", inputs, { ...inputs, workloads: anew }, quiet)).rejects.toThrow(
            unseen,
        );
    });

    scenario("is not done when it failed, now or at the next try", async () => {
        await makeNamespace(api, "failed");
        const { wait } = await manifest("failed", [job("seed", program("-no-such-flag"), ttl)]);
        await expect(wait()).rejects.toThrow(/Job failed\/seed: it failed/);
        await isGone("/apis/batch/v1/namespaces/failed/jobs/seed");
        await expect(wait()).rejects.toThrow(
            /Job failed\/seed: it failed and was deleted: .*backoff limit[^]*\nNext: run pulumi up --refresh/,
        );
    });

    scenario("is not done when somebody deleted it while it ran", async () => {
        await makeNamespace(api, "deleted");
        const { wait, messages } = await manifest("deleted", [job("seed", pause)]);
        const waiting = wait();
        await expectSoon(() => expect(messages).not.toEqual([]));
        await Promise.all([
            expect(waiting).rejects.toThrow(unseen),
            api.request("DELETE", "/apis/batch/v1/namespaces/deleted/jobs/seed", {
                query: { propagationPolicy: "Background" },
            }),
        ]);
    });

    scenario("is remembered for the revision of a release that was waited for", async () => {
        await makeNamespace(api, "release");
        const inputs = {
            ...{ kubeconfig, clusterId: "c", release: "web", namespace: "release", revision: 1, timeoutSeconds: 60 },
            ...{ resourceNames: { "Job.batch/batch/v1": ["seed"] }, waitForJobs: true },
        } satisfies WorkloadsReadyInputs;
        await storeRelease(api, "release", []);
        await applyObjects(api, "release", [job("seed", program("-version"), ttl)]);
        await workloadsReady.create(inputs, quiet);
        await isGone("/apis/batch/v1/namespaces/release/jobs/seed");
        await forgetEvents("release");
        const { id, outputs } = { id: "release/web", outputs: inputs };
        expect(await workloadsReady.diff(id, outputs, inputs)).toEqual({ changes: false });
        await workloadsReady.update(id, outputs, inputs, quiet);
        const lost =
            /Job release\/seed: it was deleted, [^\n]*before it was seen to complete[^]*\nNext: make it again \(helm get manifest web -n release \| kubectl create/;
        await expect(workloadsReady.update(id, outputs, { ...inputs, revision: 2 }, quiet)).rejects.toThrow(lost);
        await expect(workloadsReady.update(id, { ...outputs, waitForJobs: false }, inputs, quiet)).rejects.toThrow(
            lost,
        );
    });
});

describe("a workload that waits for somebody", () => {
    scenario("is a rollout that is paused, or a Job that is suspended: told at once, and not waited for", async () => {
        await makeNamespace(api, "paused");
        const paused = await manifest("paused", [set("Deployment", "web", { spec: { paused: true } })]);
        const suspended = await manifest("paused", [job("seed", program("-version"), { suspend: true })]);
        await Promise.all([
            expect(paused.wait()).rejects.toThrow(
                /cannot become available[^]*rollout .*paused \(spec\.paused\).* 0 of 1 pods[^]*\nNext: .*kubectl -n paused rollout resume deployment\/web/,
            ),
            expect(suspended.wait()).rejects.toThrow(
                /cannot become available[^]*suspended \(spec\.suspend\)[^]*\nNext: .*kubectl -n paused patch job seed/,
            ),
        ]);
        expect(paused.messages).toContainEqual(
            expect.stringMatching(
                /^0 of 1 Deployment .*; paused\/web: .*rollout .*paused \(spec\.paused\).* 0 of 1 pods[^;]*$/,
            ),
        );
        expect(suspended.messages[0]).toMatch(/^0 of 1 Job .*; paused\/seed: .*suspended \(spec\.suspend\)$/);

        await patch("/apis/apps/v1/namespaces/paused/deployments/web", { spec: { paused: false } });
        await patch("/apis/batch/v1/namespaces/paused/jobs/seed", { spec: { suspend: false } });
        await Promise.all([paused.wait(), suspended.wait()]);
        // There is nothing to roll out: `kubectl rollout status` also reports success.
        await patch("/apis/apps/v1/namespaces/paused/deployments/web", { spec: { paused: true } });
        await paused.wait();
    });

    scenario("has gates, which are named until they are open", async () => {
        await makeNamespace(api, "gates");
        const gate = "target-health.example.com/web";
        const pod = { readinessGates: [{ conditionType: gate }], schedulingGates: [{ name: "example.com/room" }] };
        const objects = [set("Deployment", "web", { pod })];
        const { wait, messages } = await manifest("gates", objects);
        const waiting = wait();
        const told = (pattern: RegExp) => expectSoon(() => expect(messages.at(-1)).toMatch(pattern), 60);
        await told(/gates\/web-\S+: waits for its scheduling gate example\.com\/room to be removed$/);
        const [{ metadata } = {}] = await list(api, paths.pods("gates"));
        const path = `${paths.pods("gates")}/${metadata?.name ?? ""}`;
        const late = await manifest("gates", objects, 3);
        await expect(late.wait()).rejects.toThrow(
            /not available within 3 s[^]*scheduling gate example\.com\/room[^]*\nNext: .*controller .*example\.com\/room/,
        );
        await patch(path, { spec: { schedulingGates: null } });
        await told(
            /its containers are ready, but not its readiness gate target-health\.example\.com\/web \(nobody has set it\)$/,
        );
        const conditions = [{ type: gate, status: "True" }];
        await api.request("PATCH", `${path}/status`, {
            body: { status: { conditions } },
            contentType: "application/strategic-merge-patch+json",
        });
        await waiting;
    });

    scenario("is a StatefulSet whose pod of an older revision is broken, until somebody deletes that", async () => {
        await makeNamespace(api, "stuck");
        const broken = { name: "main", image: "local/none:1", imagePullPolicy: "Never" };
        const first = await manifest("stuck", [set("StatefulSet", "db", { container: broken })]);
        await expect(first.wait()).rejects.toThrow(/image local\/none:1 cannot be pulled/);
        const { wait } = await manifest("stuck", [set("StatefulSet", "db")]);
        await expect(wait()).rejects.toThrow(
            /StatefulSet stuck\/db: 0 of 1 .*pod db-0 .*older revision .*not ready.*not replaced[^]*local\/none:1[^]*\nNext: delete .*kubectl -n stuck delete pod db-0/,
        );
        await api.request("DELETE", `${paths.pods("stuck")}/db-0`);
        await wait();
    });

    scenario(
        "is a StatefulSet or DaemonSet whose pods only people replace (OnDelete), and none that works",
        async () => {
            await makeNamespace(api, "manual");
            const spec = { updateStrategy: { type: "OnDelete" } };
            const works = await manifest("manual", [set("StatefulSet", "db", { spec })]);
            await works.wait();
            const pod = { nodeSelector: { disk: "none" } };
            const changed = await manifest("manual", [set("StatefulSet", "db", { spec, pod })]);
            await changed.wait();
            await api.request("DELETE", `${paths.pods("manual")}/db-0`);
            // Nothing changes until the controller has seen the deletion.
            const path = `${paths.statefulSets("manual")}/db`;
            await expectSoon(async () =>
                expect(await find(api, path)).toMatchObject({ status: { availableReplicas: 0 } }),
            );
            await expect(changed.wait()).rejects.toThrow(/cannot be scheduled/);
            const back = await manifest("manual", [set("StatefulSet", "db", { spec })]);
            await expect(back.wait()).rejects.toThrow(/pod db-0 of an older revision is not ready/);
        },
    );

    scenario("is one whose pods a LimitRange refuses, told at once", async () => {
        await makeNamespace(api, "limits");
        const limits = [{ type: "Container", max: { memory: "64Mi" } }];
        await applyObjects(api, "limits", [
            { apiVersion: "v1", kind: "LimitRange", metadata: { name: "small" }, spec: { limits } } as TestObject,
        ]);
        const resources = { requests: { memory: "128Mi" }, limits: { memory: "128Mi" } };
        const container = { ...pause, resources };
        const both = await Promise.all([
            manifest("limits", [set("Deployment", "web", { container })]),
            manifest("limits", [set("StatefulSet", "db", { container })]),
        ]);
        await Promise.all(
            both.map(({ wait }) =>
                expect(wait()).rejects.toThrow(/its pods are refused: .*maximum memory usage per Container is 64Mi/),
            ),
        );
        for (const { messages } of both) {
            expect(messages[1] ?? messages[0]).toMatch(
                / available; limits\/\w+: its pods are refused: .*maximum memory/,
            );
        }
    });

    scenario("is one that is being deleted and kept by a finalizer, which is named with who set it", async () => {
        await makeNamespace(api, "held");
        const web = set("Deployment", "web");
        web.metadata["finalizers"] = ["example.com/hold"];
        const { wait, messages } = await manifest("held", [web]);
        await wait();
        const path = "/apis/apps/v1/namespaces/held/deployments/web";
        await api.request("DELETE", path);
        await expect(wait()).rejects.toThrow(
            /Deployment held\/web: .*being deleted.*finalizer example\.com\/hold, set by test[^]*\nNext: .*kubectl -n held patch deployment web/,
        );
        expect(messages.at(-1)).toMatch(/held\/web: .*being deleted.*finalizer example\.com\/hold/);
        await patch(path, { metadata: { finalizers: null } });
    });
});

describe("what an admission webhook holds up that does not answer", () => {
    const guard = (namespace: string, rule: object, name = namespace): TestObject => ({
        apiVersion: "admissionregistration.k8s.io/v1",
        kind: "ValidatingWebhookConfiguration",
        metadata: { name },
        ...{
            webhooks: [
                {
                    name: `${name}.example.com`,
                    clientConfig: { service: { name: "guard", namespace } },
                    rules: [{ apiGroups: [""], apiVersions: ["v1"], ...rule }],
                    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
                    admissionReviewVersions: ["v1"],
                    sideEffects: "None",
                },
            ],
        },
    });
    const service: TestObject = {
        ...{ apiVersion: "v1", kind: "Service", metadata: { name: "guard" } },
        ...{ spec: { selector: { app: "guard" }, ports: [{ port: 443 }] } },
    };
    const settings: TestObject = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings" } };

    scenario("are pods: with its configuration and its Service, given up only where that does not exist", async () => {
        await makeNamespace(api, "guarded");
        await applyObjects(api, "guarded", [
            guard("guarded", { operations: ["CREATE"], resources: ["pods"] }),
            service,
        ]);
        const silent = await manifest("guarded", [set("Deployment", "web")], 45);
        const named =
            "webhook guarded.example.com (ValidatingWebhookConfiguration guarded, Service guarded/guard) does not answer: ";
        await expect(silent.wait()).rejects.toThrow(
            new RegExp(
                `not available within 45 s[^]*${named.replace(/[()]/g, "\\$&")}[^]*\nNext: .*Service guarded/guard .*kubectl delete validatingwebhookconfiguration guarded`,
            ),
        );
        expect(silent.messages).toContainEqual(
            expect.stringMatching(says(`guarded/web: … pods … refused: … ${named}`)),
        );
        await api.request("DELETE", `${paths.services("guarded")}/guard`);
        const missing = await manifest("guarded", [set("Deployment", "api")]);
        await expect(missing.wait()).rejects.toThrow(/cannot become available[^]*service "guard" not found/);
    });

    const mark = "pulumi-k3s shop/dev/k8s#1a2b3c4d 0123456789abcdef";
    const uninstall = (namespace: string, progress: (message: string) => unknown = () => undefined) =>
        sharedRelease.delete(
            "",
            { kubeconfig, clusterId: "c", release: "web", namespace, mark, timeoutSeconds: 30 },
            { progress: (message) => void progress(message) },
        );
    const rule = { operations: ["DELETE"], resources: ["configmaps"] };

    scenario(
        "is an uninstallation, as long as the configuration is there: the release's own goes with it",
        async () => {
            await makeNamespace(api, "shop");
            const own = [service, settings, guard("shop", rule)];
            await applyObjects(api, "shop", own);
            await storeRelease(api, "shop", own, { description: mark });
            await uninstall("shop");
            expect(await find(api, "/api/v1/namespaces/shop/configmaps/settings")).toBeUndefined();

            await applyObjects(api, "shop", [settings, guard("shop", rule, "policy")]);
            await storeRelease(api, "shop", [settings], { description: mark });
            await expect(uninstall("shop")).rejects.toThrow(
                /ConfigMap shop\/settings: .*webhook policy\.example\.com \(ValidatingWebhookConfiguration policy, Service shop\/guard\) does not answer: service "guard" not found\nNext: .*kubectl delete validatingwebhookconfiguration policy\b/,
            );
            await api.request("DELETE", `${paths.validatingWebhooks}/policy`);
            await expectSoon(() => uninstall("shop"));
        },
    );

    scenario("is a hook's object, which may be kept by a finalizer as well", async () => {
        await makeNamespace(api, "hooked");
        const held = { ...settings, metadata: { ...settings.metadata, finalizers: ["example.com/hold"] } };
        await applyObjects(api, "hooked", [held], "holder");
        const hook = {
            name: "settings",
            kind: "ConfigMap",
            events: ["pre-delete"],
            manifest: JSON.stringify(settings),
        };
        await storeRelease(api, "hooked", [], { description: mark, hooks: [hook] });
        const messages: string[] = [];
        await expect(uninstall("hooked", (message) => messages.push(message))).rejects.toThrow(
            /^ConfigMap hooked\/settings of the release web .*not deleted in time\.\n {2}.*being deleted.*finalizer example\.com\/hold, set by holder\nNext: .*kubectl -n hooked patch configmap settings/,
        );
        expect(messages).toContainEqual(
            expect.stringMatching(
                says("waiting … ConfigMap hooked/settings … gone: … finalizer example.com/hold, set by holder"),
            ),
        );
        await patch("/api/v1/namespaces/hooked/configmaps/settings", { metadata: { finalizers: null } });
        await applyObjects(api, "hooked", [guard("hooked", { ...rule, operations: ["CREATE"] })]);
        await expectSoon(() =>
            expect(uninstall("hooked")).rejects.toThrow(
                /pre-delete hook ConfigMap settings [^]*webhook hooked\.example\.com \(ValidatingWebhookConfiguration hooked, Service hooked\/guard\) does not answer/,
            ),
        );
        await api.request("DELETE", `${paths.validatingWebhooks}/hooked`);
    });

    for (const [what, container, why] of [
        ["failed", program("-no-such-flag"), /Job hook-failed\/before: it failed/],
        [
            "deleted",
            pause,
            /Job hook-deleted\/before: it was deleted before it was seen to complete\nNext: run the same again/,
        ],
    ] as const)
        scenario(`no pre-delete hook counts as done that ${what} and is gone`, async () => {
            const namespace = `hook-${what}`;
            await makeNamespace(api, namespace);
            const before = job("before", container, { ttlSecondsAfterFinished: 0 });
            const hook = { name: "before", kind: "Job", events: ["pre-delete"], manifest: JSON.stringify(before) };
            await applyObjects(api, namespace, [settings]);
            await storeRelease(api, namespace, [settings], { description: mark, hooks: [hook] });
            const path = `/apis/batch/v1/namespaces/${namespace}/jobs/before`;
            const running = async () => {
                await expectSoon(async () => expect(await find(api, path)).toMatchObject({ status: { ready: 1 } }), 60);
                await api.request("DELETE", path, { query: { propagationPolicy: "Background" } });
            };
            const [ended] = await Promise.allSettled([
                uninstall(namespace),
                what === "deleted" ? running() : undefined,
            ]);
            expect(String((ended as PromiseRejectedResult).reason)).toMatch(why);
            // The uninstallation has deleted nothing, because the hook did not complete.
            expect(await find(api, `/api/v1/namespaces/${namespace}/configmaps/settings`)).toBeDefined();
        });
});
