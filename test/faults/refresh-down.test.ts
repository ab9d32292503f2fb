import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { docker, kubectl, leftovers } from "../e2e/support/docker";
import { Program } from "../e2e/support/program";
import { summary } from "../e2e/support/steps";

jest.setTimeout(300_000);

const project = "faults-refresh";
const server = `${project}-test-dev-server`;

const program = `
import * as kubernetes from "@pulumi/kubernetes";
import * as k3s from "pulumi-k3s";
import { readFileSync } from "node:fs";
const { text } = JSON.parse(readFileSync("settings.json", "utf8"));
const cluster = new k3s.Cluster("dev");
new k3s.Manifest("settings", { cluster, objects: [
    { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } },
    { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings", namespace: "shop" }, data: { text } },
] });
new k3s.HelmRelease("note", { cluster, chart: "./chart", namespace: "notes", values: { text } });
const metadata = { name: "own", namespace: "default" };
new kubernetes.core.v1.ConfigMap("own", { metadata }, { provider: cluster.provider, deletedWith: cluster });
`;

const chart = {
    "chart/Chart.yaml": "apiVersion: v2\nname: note\nversion: 1.0.0\n",
    "chart/templates/note.yaml":
        "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: note }\ndata: { text: {{ .Values.text | quote }} }\n",
};

/** A destroy of this cluster takes about ten seconds while it is alive; what is dead must not make it wait. */
const soonMs = 30_000;

/** Pulumi's Kubernetes plugin writes a kubeconfig there in each run. */
const temporary = mkdtempSync(join(tmpdir(), `${project}-`));
const { TMPDIR } = process.env;

let stack: Program;

function settings(text: string): Record<string, string> {
    return { "settings.json": JSON.stringify({ text }) };
}

function resources(): string[] {
    const { checkpoint } = JSON.parse(stack.state()) as { checkpoint: { latest: { resources: { urn: string }[] } } };
    return checkpoint.latest.resources.map(({ urn }) => urn).sort();
}

function stop(): Promise<unknown> {
    return docker("stop", "--time", "1", server);
}

function textOf(namespace: string, name: string): Promise<string> {
    return kubectl(server, "get", "configmap", "-n", namespace, name, "-o", "jsonpath={.data.text}");
}

beforeAll(async () => {
    process.env.TMPDIR = temporary;
    stack = await Program.create(project, { "index.ts": program, ...chart, ...settings("one") });
    await stack.up();
});

afterEach(() => expect(readdirSync(temporary).filter((name) => name.startsWith("kubeconfig"))).toEqual([]));

afterAll(async () => {
    await stack.remove();
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    rmSync(temporary, { recursive: true });
    expect(await leftovers(project)).toEqual([]);
});

it("a refresh says that the cluster is down, and keeps what it cannot look at", async () => {
    const before = resources();
    await stop();
    expect(await stack.refresh()).toContain("unreachable");
    expect(resources()).toEqual(before);
});

it("up --refresh starts a stopped cluster, and changes nothing in it", async () => {
    await stack.up();
    await stop();
    const { steps } = await stack.up({ refresh: true });
    expect(summary(steps)).toEqual(["update ClusterReady dev-ready", "update kubernetes dev"]);
    expect(summary((await stack.up()).steps)).toEqual([]);
    expect(await revisions()).toEqual([1]);
});

it("up --refresh starts a stopped cluster and makes what the program changed, in one go", async () => {
    await stop();
    stack.write(settings("two"));
    await stack.up({ refresh: true });
    expect(await textOf("shop", "settings")).toBe("two");
    expect(await textOf("notes", "note")).toBe("two");
    expect(await revisions()).toEqual([1, 2]);
});

it("a preview while the cluster is down shows what the program changed", async () => {
    await stop();
    stack.write(settings("three"));
    expect(summary((await stack.preview()).steps)).toEqual([
        "update ClusterReady dev-ready",
        "update ConfigMap dev:shop/settings",
        "update Release note",
        "update WorkloadsReady note-ready",
        "update kubernetes dev",
    ]);
    await stack.up();
});

it("destroy takes seconds when a refresh has found the cluster down", async () => {
    await stop();
    await stack.refresh();
    const since = Date.now();
    await stack.destroy();
    expect(Date.now() - since).toBeLessThan(soonMs);
    expect(await leftovers(project)).toEqual([]);
});

async function revisions(): Promise<number[]> {
    const secrets = await kubectl(server, "get", "secrets", "-n", "notes", "-o", "jsonpath={.items[*].metadata.name}");
    return secrets
        .split(" ")
        .flatMap((name) => /^sh\.helm\.release\.v1\..*\.v(\d+)$/.exec(name)?.[1] ?? [])
        .map(Number)
        .sort();
}
