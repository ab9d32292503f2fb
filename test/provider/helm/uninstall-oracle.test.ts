import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { KubernetesObject, V1Secret } from "@kubernetes/client-node";
import { type Api } from "../../../provider/kubernetes/api";
import { connectKubernetes } from "../../../provider/kubernetes/client";
import { releaseRecords, statusOf } from "../../../provider/helm/release-records";
import { decodeRelease } from "../../../provider/helm/stored-release";
import { list } from "../../../provider/kubernetes/list";
import { nameOf } from "../../../provider/kubernetes/object-name";
import { untilAnswered } from "../../../provider/kubernetes/until-answered";
import { SharedRelease } from "../../../provider/resources/shared-release";
import { expectSoon } from "../../e2e/support/soon";
import { otherAuthority } from "../other-authority";
import { TestServer } from "../test-server";
import { uninstallChart } from "./uninstall-chart";

const mark = "pulumi-k3s shop/dev/k8s#1a2b3c4d 0123456789abcdef";
const host = new TestServer();
const folder = mkdtempSync(join(tmpdir(), "helm-uninstall-"));
const messages: string[] = [];
const context = { progress: (message: string) => messages.push(message) };
/** The objects that our uninstallation deletes, in order. */
const deleted: string[] = [];
const lifecycle = new SharedRelease({ connect: async (text) => listened(await connectKubernetes(text)) });
let kubeconfig: string;
let api: Api;

jest.setTimeout(240_000);

beforeAll(async () => {
    for (const [path, content] of Object.entries(uninstallChart)) {
        mkdirSync(dirname(join(folder, "chart", path)), { recursive: true });
        writeFileSync(join(folder, "chart", path), content);
    }
    await host.prepare();
    await start();
});
afterAll(async () => {
    await host.dispose();
    rmSync(folder, { recursive: true });
});
beforeEach(() => {
    messages.splice(0);
    deleted.splice(0);
});

async function start(): Promise<void> {
    await host.server();
    kubeconfig = await host.kubeconfig();
    writeFileSync(join(folder, "kubeconfig"), kubeconfig);
    api = await connectKubernetes(kubeconfig);
    const signal = AbortSignal.timeout(90_000);
    await untilAnswered(() => api.request("GET", "/readyz", { signal }), signal);
}

async function helm(...args: string[]): Promise<string> {
    const binary = process.env["HELM_BINARY"] ?? "helm";
    const options = { env: { ...process.env, KUBECONFIG: join(folder, "kubeconfig") } };
    const { stderr } = await promisify(execFile)(binary, args, options);
    return stderr;
}

async function install(namespace: string, values: string[] = []): Promise<void> {
    const set = values.flatMap((value) => ["--set-json", value]);
    const where = ["-n", namespace, "--create-namespace", "--description", `${mark}, chart files 0123456789abcdef`];
    await helm("install", "web", join(folder, "chart"), ...where, ...set);
}

const ofOurs = (changes: object = {}) => ({
    ...{ kubeconfig, clusterId: "c", release: "web", namespace: "ours", mark, timeoutSeconds: 120 },
    ...changes,
});
const uninstall = (changes: object = {}) => lifecycle.delete("", ofOurs(changes), context);

/** Returns the deletions that Helm logs, in order, and its error if it fails. */
async function uninstallByHelm(): Promise<{ order: string[]; error?: string }> {
    const order = (log: string) =>
        [...log.matchAll(/Starting delete for "(.*)" (\w+)/g)].map(([, name, kind]) => `${kind ?? ""} ${name ?? ""}`);
    try {
        return { order: order(await helm("uninstall", "web", "-n", "helms", "--debug")) };
    } catch (error) {
        const { stderr } = error as { stderr: string };
        return { order: order(stderr), error: stderr };
    }
}

function listened(api: Api): Api {
    return {
        server: api.server,
        request: (method, path, options) => {
            if (method === "DELETE" && !path.includes("sh.helm.release")) deleted.push(path);
            return api.request(method, path, options);
        },
        watch: (path, query, signal) => api.watch(path, query, signal),
    };
}

/** Sorts consecutive deletions of the same kind: they run at the same time, so that their order means nothing. */
function withoutChance(order: string[]): string[] {
    const runs: string[][] = [];
    for (const one of order) {
        const last = runs.at(-1);
        if (last?.[0]?.split(" ")[0] === one.split(" ")[0]) last?.push(one);
        else runs.push([one]);
    }
    return runs.flatMap((run) => run.sort());
}

const kindOf: Record<string, string> = {
    ...{ deployments: "Deployment", services: "Service", configmaps: "ConfigMap", secrets: "Secret", jobs: "Job" },
    ...{ pods: "Pod", serviceaccounts: "ServiceAccount", clusterroles: "ClusterRole" },
};

/** Returns the paths as Helm names the objects. */
function inWords(paths: string[], namespace: string): string[] {
    return paths.map((path) => {
        const [plural = "", name = ""] = path.split("/").slice(-2);
        return `${kindOf[plural] ?? plural} ${name}`.replace(`-${namespace}`, "");
    });
}

/** Returns all objects in a namespace or belonging to it, with the status of those that run. */
async function left(namespace: string): Promise<string[]> {
    const of = (group: string, plural: string) => ({ path: `/${group}/namespaces/${namespace}/${plural}`, plural });
    const core = ["configmaps", "secrets", "services", "serviceaccounts", "pods"].map((kind) => of("api/v1", kind));
    const apps = ["deployments", "replicasets"].map((kind) => of("apis/apps/v1", kind));
    const roles = { path: "/apis/rbac.authorization.k8s.io/v1/clusterroles", plural: "clusterroles" };
    const all = [...core, ...apps, of("apis/batch/v1", "jobs"), roles].map(async ({ path, plural }) => {
        const objects = await list(api, path);
        return objects.filter((object) => isOf(plural, object, namespace)).map((object) => told(plural, object));
    });
    return (await Promise.all(all)).flat().sort();
}

function isOf(plural: string, object: KubernetesObject, namespace: string): boolean {
    if (plural === "clusterroles") return nameOf(object) === `web-${namespace}`;
    return !["default", "kube-root-ca.crt"].includes(nameOf(object));
}

function told(plural: string, object: KubernetesObject): string {
    const { phase, succeeded, failed } = (object as { status?: Record<string, unknown> }).status ?? {};
    const state = plural === "pods" ? phase : ((succeeded && "succeeded") ?? (failed && "failed"));
    const generated = object.metadata?.generateName;
    const status = plural === "secrets" ? statusOf(object) : state;
    return [plural, generated ?? nameOf(object), status].filter(Boolean).join(" ");
}

/**
 * Checks that both uninstallations leave the expected objects. Waits, because the garbage collector works a moment
 * later.
 */
async function bothLeave(expected: string[]): Promise<void> {
    await expectSoon(async () => {
        const [ours, helms] = await Promise.all([left("ours"), left("helms")]);
        expect(ours).toEqual(helms);
        expect(ours).toEqual(expected);
    }, 30);
}

const remove = (namespace: string) => api.request("DELETE", `/api/v1/namespaces/${namespace}`);
const gone = (namespace: string) =>
    expectSoon(async () => {
        const names = (await list(api, "/api/v1/namespaces")).map(nameOf);
        expect(names).not.toContain(namespace);
    });

describe("beside the real helm uninstall", () => {
    const kept = ["configmaps installed", "configmaps kept", "configmaps spared"];

    afterEach(async () => {
        await Promise.all(["ours", "helms"].map(remove));
        await Promise.all(["ours", "helms"].map(gone));
    });

    it("a release with hooks, lists and objects to keep leaves the same, deleted in the same order", async () => {
        await Promise.all([install("ours"), install("helms")]);
        expect(await left("ours")).toContain("clusterroles web-ours");
        await uninstall();
        const { order, error } = await uninstallByHelm();
        expect(error).toBeUndefined();
        await bothLeave([
            ...kept,
            "jobs before succeeded",
            "pods before- Succeeded",
            "pods check Succeeded",
            "secrets farewell",
        ]);
        const words = (paths: string[], namespace: string) => withoutChance(inWords(paths, namespace));
        expect(words(deleted, "ours")).toEqual(withoutChance(order.map((one) => one.replace("-helms", ""))));
        expect(order.length).toBeGreaterThan(10);
        expect(messages).toContain("waiting for the pre-delete hook Job ours/before");
        expect(messages.at(-1)).toBe("kept, as the chart asks: ConfigMap kept, ConfigMap spared");
        await uninstall();
    });

    it("a pre-delete hook that fails leaves the same: all but what its policies remove", async () => {
        const values = ['before=["/coredns","-no-such-flag"]', 'policies={"before":"hook-failed"}'];
        await Promise.all([install("ours", values), install("helms", values)]);
        await expect(uninstall()).rejects.toThrow(
            /^The pre-delete hook Job ours\/before of the release web failed\.\n {2}Job ours\/before: it failed: [^]*container main ended with exit code 2[^]*Next: /,
        );
        const { error } = await uninstallByHelm();
        expect(error).toContain("before");
        await expectSoon(async () => {
            const [ours, helms] = await Promise.all([left("ours"), left("helms")]);
            const comparable = (objects: string[], namespace: string) =>
                objects.map((object) => object.replace(namespace, "")).filter((object) => !object.startsWith("pods"));
            expect(comparable(ours, "ours")).toEqual(comparable(helms, "helms"));
            expect(ours).toEqual(
                expect.arrayContaining(["deployments web", "secrets sh.helm.release.v1.web.v1 uninstalling"]),
            );
        });
        // The description tells the next attempt to whom the record belongs.
        const [record] = await releaseRecords(api, "ours", "web", AbortSignal.timeout(10_000));
        expect(description(record)).toBe(`${mark}, being uninstalled`);
    });

    it("a post-delete hook that fails is told of when all else is gone, the records too", async () => {
        const values = ['after=["/coredns","-no-such-flag"]'];
        await Promise.all([install("ours", values), install("helms", values)]);
        await expect(uninstall()).rejects.toThrow(/^The post-delete hook Job ours\/after of the release web failed\./);
        const { error } = await uninstallByHelm();
        expect(error).toContain("after");
        await bothLeave([
            ...kept,
            "jobs after failed",
            "jobs before succeeded",
            "pods after- Failed",
            "pods before- Succeeded",
            "pods check Succeeded",
        ]);
        await uninstall();
    });
});

describe("a release in a cluster that answers otherwise", () => {
    it("is left to the one who upgraded it", async () => {
        await install("ours");
        await helm("upgrade", "web", join(folder, "chart"), "-n", "ours");
        await uninstall();
        expect(messages).toEqual([
            `left the release web in the namespace ours alone: its description does not begin with ${mark}`,
        ]);
        expect(await left("ours")).toContain("deployments web");
    });

    it("is done at once where the address is another cluster's", async () => {
        const authority = `certificate-authority-data: ${otherAuthority}`;
        const started = Date.now();
        await uninstall({ kubeconfig: kubeconfig.replace(/certificate-authority-data: .*/, authority) });
        expect(Date.now() - started).toBeLessThan(5_000);
        expect(messages).toEqual([expect.stringMatching(/^the cluster no longer exists, .* did not sign/)]);
    });

    it("is done at once when a new cluster has its address, and the new one's is left alone", async () => {
        const old = kubeconfig;
        await host.remove(host.name);
        await start();
        expect(kubeconfig.split("server:")[1]?.split("\n")[0]).toBe(old.split("server:")[1]?.split("\n")[0]);
        await install("ours");
        const started = Date.now();
        await uninstall({ kubeconfig: old });
        expect(Date.now() - started).toBeLessThan(5_000);
        expect(await left("ours")).toContain("secrets sh.helm.release.v1.web.v1 deployed");
    });

    it("is done within seconds when the cluster is gone", async () => {
        await host.remove(host.name);
        const started = Date.now();
        await uninstall();
        expect(Date.now() - started).toBeLessThan(12_000);
    });
});

function description(record: V1Secret | undefined): string | undefined {
    return decodeRelease(record?.data?.["release"] ?? "").info?.description;
}
