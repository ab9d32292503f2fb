import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import type { V1Pod } from "@kubernetes/client-node";
import { type Api } from "../../provider/kubernetes/api";
import { connectKubernetes } from "../../provider/kubernetes/client";
import { watchRelease } from "../../provider/helm/watch-release";
import { find } from "../../provider/kubernetes/list";
import { ClusterReady } from "../../provider/resources/cluster-ready";
import { type WorkloadsReadyInputs, WorkloadsReady } from "../../provider/resources/workloads-ready";
import { expectSoon } from "../e2e/support/soon";
import { applyObjects, makeNamespace, storeRelease as storeReleaseOf, type TestObject } from "./apply-objects";
import { answeringResolvers } from "./resources/fake-nodes";
import { TestServer } from "./test-server";

const host = new TestServer();
const messages: string[] = [];
const context = { progress: (message: string) => messages.push(message) };
const workloadsReady = new WorkloadsReady({ connect: connectKubernetes });
const pause = { name: "main", image: "docker.io/local/pause:1" };
let kubeconfig: string;
let api: Api;

jest.setTimeout(180_000);

beforeAll(async () => {
    await host.prepare();
    const serverContainerId = await host.server();
    kubeconfig = await host.kubeconfig();
    api = await connectKubernetes(kubeconfig);
    const cluster = {
        kubeconfig,
        clusterId: "c",
        serverContainer: host.name,
        serverContainerId,
        serverPlace: host.place(),
        serverNode: host.name,
    };
    const options = { keepsData: false, coreDns: true, timeoutSeconds: 60 };
    const ready = new ClusterReady({
        nodes: () => host.nodes,
        connect: connectKubernetes,
        resolvers: answeringResolvers,
    });
    await ready.create({ ...cluster, ...options }, context);
});

afterAll(() => host.dispose());

const release = (namespace: string, changes: Partial<WorkloadsReadyInputs> = {}): WorkloadsReadyInputs => ({
    kubeconfig,
    clusterId: "c",
    release: "web",
    namespace,
    resourceNames: { "Deployment.apps/apps/v1": ["web"] },
    timeoutSeconds: 60,
    ...changes,
});

describe("a release whose pods start", () => {
    const service = {
        apiVersion: "v1",
        kind: "Service",
        metadata: { name: "web" },
        spec: { selector: { app: "web" }, ports: [{ port: 80 }] },
    };
    const resourceNames = { "Deployment.apps/apps/v1": ["good/web"], "Service/v1": ["web"] };

    it("is available, and its missing objects are made again", async () => {
        await namespace("good");
        await apply("good", deployment(pause), service);
        await storeRelease("good", [{ apiVersion: "v1", kind: "List", items: [service] }, deployment(pause)]);
        const inputs = release("good", { resourceNames });

        messages.length = 0;
        const { id, outputs } = await workloadsReady.create(inputs, context);
        expect(id).toBe("good/web");
        expect(messages[0]).toMatch(/^0 of 1 Deployment available/);
        expect(await workloadsReady.diff(id, outputs, inputs)).toEqual({ changes: false });

        await api.request("DELETE", "/api/v1/namespaces/good/services/web");
        await api.request("DELETE", "/apis/apps/v1/namespaces/good/deployments/web");
        expect(await workloadsReady.diff(id, outputs, inputs)).toEqual({ changes: true });
        const refreshed = await workloadsReady.read(id, outputs);
        expect(refreshed).toEqual({ ...inputs, missing: ["Deployment good/web", "Service good/web"] });
        expect(await workloadsReady.update(id, refreshed, inputs, context)).toEqual(inputs);

        expect(messages).toContain("created again what was missing: Service good/web, Deployment good/web");
        const made = await find<{ metadata: { managedFields: { manager: string }[] } }>(
            api,
            "/api/v1/namespaces/good/services/web",
        );
        expect(made?.metadata.managedFields.map(({ manager }) => manager)).toContain("helm");
        expect(await workloadsReady.diff(id, outputs, inputs)).toEqual({ changes: false });
        expect(await workloadsReady.diff(id, refreshed, inputs)).toEqual({ changes: true });
        expect(await workloadsReady.read(id, refreshed)).toEqual(inputs);
    });

    it("is told of while its image is pulled", async () => {
        await namespace("pull");
        // A registry that accepts connections and never answers.
        const registry = createServer().listen(0, "0.0.0.0");
        await once(registry, "listening");
        const connections: Socket[] = [];
        registry.on("connection", (socket) => connections.push(socket.on("error", () => undefined)));
        const image = `${await gateway()}:${(registry.address() as AddressInfo).port}/slow:1`;
        await apply("pull", deployment({ name: "main", image }));

        messages.length = 0;
        const waiting = workloadsReady.create(release("pull"), context);
        await expectSoon(() => {
            expect(messages.at(-1)).toMatch(/^0 of 1 Deployment available; pull\/web-\S+: pulling image \S+\/slow:1$/);
        }, 50);
        await apply("pull", deployment(pause));
        await waiting;
        registry.close();
        for (const connection of connections) connection.destroy();
    });

    it("is not waited for when Helm knows of it no more", async () => {
        const inputs = release("good", { release: "gone" });
        await expect(workloadsReady.update("good/gone", inputs, inputs, context)).rejects.toThrow(
            /release gone .*no longer in the namespace good\.[^]*pulumi up --refresh/,
        );
    });

    it("is no change while the cluster cannot be reached", async () => {
        const elsewhere = release("good", { kubeconfig: kubeconfig.replace(/127\.0\.0\.1:\d+/, "127.0.0.1:1") });
        expect(await workloadsReady.diff("", elsewhere, elsewhere)).toEqual({ changes: false });
        expect(await workloadsReady.read("", elsewhere)).toEqual(elsewhere);
    });
});

describe("a release that cannot become available", () => {
    it("fails within moments when its image cannot be pulled", async () => {
        await namespace("image");
        await apply("image", deployment({ name: "main", image: "localhost:1/no/such:image" }));
        const started = Date.now();

        await expect(workloadsReady.create(release("image"), context)).rejects.toThrow(
            /cannot become available[^]*Deployment image\/web[^]*pod image\/web-.*image localhost:1\/no\/such:image cannot be pulled[^]*kubectl -n image describe pod web-/,
        );
        expect(Date.now() - started).toBeLessThan(30_000);
    });

    it("is told with the exit code and the last words of the container that crashes", async () => {
        await namespace("crash");
        const failing = { name: "main", image: "docker.io/local/coredns:1", args: ["-conf", "/no/such/Corefile"] };
        // Without a probe, the container would be ready, and the Deployment available, for the moment that it runs.
        const readinessProbe = { tcpSocket: { port: 53 } };
        await apply("crash", deployment({ ...failing, readinessProbe }));

        const waiting = workloadsReady.create(release("crash", { timeoutSeconds: 8 }), context);
        await expect(waiting).rejects.toThrow(
            /not available within 8 s[^]*ended with exit code 1[^]*last lines of container main:[^]*Corefile/,
        );
    });

    it("fails long before its time, in the words of the scheduler, the kubelet, the quota or the claim", async () => {
        await Promise.all(["unscheduled", "configured", "mounted", "quota", "unbound"].map(namespace));
        const secret = { secretRef: { name: "login" } };
        const settings = { configMapRef: { name: "settings" } };
        await apply("quota", noPods);
        await apply("unscheduled", deployment(pause, { nodeSelector: { disk: "none" } }));
        await apply("configured", deployment({ ...pause, envFrom: [settings] }), {
            ...deployment({ ...pause, envFrom: [secret] }),
            metadata: { name: "other" },
        });
        await apply(
            "mounted",
            mounting("web", { secret: { secretName: "login" } }),
            mounting("other", { configMap: { name: "settings" } }),
        );
        await apply("quota", deployment(pause), statefulSet, daemonSet, job);
        await apply("unbound", claim("none"), deployment(pause, { volumes: [volumeOf("data")] }));

        const names = (...deployments: string[]) => ({ "Deployment.apps/apps/v1": deployments });
        // Some failures appear only when Kubernetes tries again, which it does at growing intervals.
        const failure = (where: string, resourceNames: Record<string, string[]> = names("web"), more: object = {}) =>
            workloadsReady.create(release(where, { resourceNames, timeoutSeconds: 150, ...more }), context);
        const lost = (reason: string) =>
            new RegExp(`cannot become available[^]*${reason}[^]*Next: .*kubectl .*describe `);
        await Promise.all([
            expect(failure("unscheduled")).rejects.toThrow(
                lost("cannot be scheduled: .*didn't match Pod's node affinity"),
            ),
            expect(failure("configured")).rejects.toThrow(lost('configmap "settings" not found')),
            expect(failure("configured", names("other"))).rejects.toThrow(lost('secret "login" not found')),
            expect(failure("mounted")).rejects.toThrow(
                lost('pod mounted/web-.*: its volumes cannot be mounted: .*secret "login" not found'),
            ),
            expect(failure("mounted", names("other"))).rejects.toThrow(
                lost('pod mounted/other-.*: its volumes cannot be mounted: .*configmap "settings" not found'),
            ),
            expect(failure("quota")).rejects.toThrow(lost("pods are refused: .*exceeded quota: none")),
            expect(failure("quota", { "StatefulSet.apps/apps/v1": ["set"] })).rejects.toThrow(
                lost("StatefulSet quota/set: its pods are refused: .*exceeded quota: none"),
            ),
            expect(failure("quota", { "DaemonSet.apps/apps/v1": ["daemon"] })).rejects.toThrow(
                lost("DaemonSet quota/daemon: its pods are refused: .*exceeded quota: none"),
            ),
            expect(failure("quota", { "Job.batch/batch/v1": ["job"] }, { waitForJobs: true })).rejects.toThrow(
                lost("Job quota/job: its pods are refused: .*exceeded quota: none"),
            ),
            expect(failure("unbound")).rejects.toThrow(
                lost("cannot be scheduled: .*unbound immediate PersistentVolumeClaims"),
            ),
            expect(failure("unbound", { "PersistentVolumeClaim/v1": ["data"] })).rejects.toThrow(
                lost("PersistentVolumeClaim unbound/data: .*no volume.* storage class none does not exist"),
            ),
        ]);
    });

    it("has its hook's Pod given an end that cannot begin", async () => {
        await namespace("hook");
        const container = { name: "main", image: "local/none:1", imagePullPolicy: "Never" };
        const check = {
            ...{ apiVersion: "v1", kind: "Pod", metadata: { name: "check" } },
            spec: { containers: [container] },
        };
        const hooks = [{ events: ["pre-install"], manifest: JSON.stringify(check) }];
        await storeRelease("hook", [], { status: "pending-install", hooks });
        await apply("hook", check);

        const watched = { namespace: "hook", release: "web", atomic: false, waitForJobs: false };
        expect(await watchRelease(api, watched, AbortSignal.timeout(80_000))).toMatch(
            /hook of the release web cannot complete\.\n {2}Pod hook\/check: container main: image local\/none:1 cannot be pulled[^]*ErrImageNeverPull/,
        );
        await expectSoon(async () => {
            const { status } = await api.request<V1Pod>("GET", "/api/v1/namespaces/hook/pods/check");
            expect(status).toMatchObject({ phase: "Failed", reason: "DeadlineExceeded" });
        }, 60);
    });

    it("is corrected by a new revision, whatever becomes of the old one's pods", async () => {
        await apply("image", deployment(pause));
        const { outputs } = await workloadsReady.create(release("image"), context);
        expect(outputs.release).toBe("web");
    });
});

describe("a user with rights in one namespace alone", () => {
    it("learns that a release is available, or that its claims are not", async () => {
        await namespace("own");
        await apply("own", claim("local-path"), deployment(pause, { volumes: [volumeOf("data")] }));
        const resourceNames = { "Deployment.apps/apps/v1": ["web"], "PersistentVolumeClaim/v1": ["data"] };
        const inputs = release("own", { kubeconfig: await userOf("own"), resourceNames });
        const { id, outputs } = await workloadsReady.create(inputs, context);
        expect(await workloadsReady.diff(id, outputs, inputs)).toEqual({ changes: false });

        await apply("own", { ...claim("none"), metadata: { name: "unbound" } });
        const unbound = { ...inputs, resourceNames: { "PersistentVolumeClaim/v1": ["unbound"] } };
        expect((await workloadsReady.create(unbound, context)).outputs).toEqual(unbound);
    });
});

/** Returns the address at which nodes reach this machine. */
async function gateway(): Promise<string> {
    const network = await host.docker.getNetwork(host.name).inspect();
    return network.IPAM?.Config?.[0]?.["Gateway"] ?? "";
}

const noPods = {
    apiVersion: "v1",
    kind: "ResourceQuota",
    metadata: { name: "none" },
    spec: { hard: { pods: "0" } },
};

const labels = { app: "refused" };
const refused = {
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [pause] } },
};
const statefulSet = {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: { name: "set" },
    spec: { ...refused, serviceName: "set" },
};
const daemonSet = { apiVersion: "apps/v1", kind: "DaemonSet", metadata: { name: "daemon" }, spec: refused };
const job = {
    ...{ apiVersion: "batch/v1", kind: "Job", metadata: { name: "job" } },
    spec: { template: { spec: { restartPolicy: "Never", containers: [pause] } } },
};

/** Returns a Deployment whose pod mounts a volume from a source that does not exist. */
function mounting(name: string, source: object) {
    const container = { ...pause, volumeMounts: [{ name: "given", mountPath: "/given" }] };
    return { ...deployment(container, { volumes: [{ name: "given", ...source }] }), metadata: { name } };
}

function claim(storageClassName: string) {
    const resources = { requests: { storage: "1Mi" } };
    const spec = { accessModes: ["ReadWriteOnce"], storageClassName, resources };
    return { apiVersion: "v1", kind: "PersistentVolumeClaim", metadata: { name: "data" }, spec };
}

function volumeOf(claimName: string) {
    return { name: claimName, persistentVolumeClaim: { claimName } };
}

/** Returns the kubeconfig of a user who may do everything in the namespace, and nothing elsewhere. */
async function userOf(where: string): Promise<string> {
    const authorization = "rbac.authorization.k8s.io";
    const path = `/apis/${authorization}/v1/namespaces/${where}`;
    const rules = ["", "apps", "batch"].map((group) => ({ apiGroups: [group], resources: ["*"], verbs: ["*"] }));
    const subjects = [{ kind: "ServiceAccount", name: "default", namespace: where }];
    const roleRef = { apiGroup: authorization, kind: "Role", name: "user" };
    await api.request("POST", `${path}/roles`, { body: { metadata: { name: "user" }, rules } });
    await api.request("POST", `${path}/rolebindings`, { body: { metadata: { name: "user" }, roleRef, subjects } });
    const token = `/api/v1/namespaces/${where}/serviceaccounts/default/token`;
    const { status } = await api.request<{ status: { token: string } }>("POST", token, { body: { spec: {} } });
    return kubeconfig
        .replace(/client-certificate-data: .*/, `token: ${status.token}`)
        .replace(/ *client-key-data: .*\n/, "");
}

function deployment(container: object, podSpec: object = {}) {
    const labels = { app: "web" };
    const template = { metadata: { labels }, spec: { containers: [container], ...podSpec } };
    const spec = { selector: { matchLabels: labels }, template };
    return { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web" }, spec };
}

const namespace = (name: string) => makeNamespace(api, name);
const apply = (where: string, ...objects: TestObject[]) => applyObjects(api, where, objects);
const storeRelease = (where: string, objects: object[], stored?: { status: string; hooks: object[] }) =>
    storeReleaseOf(api, where, objects, stored);
