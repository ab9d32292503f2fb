import { kubectl, leftovers } from "./support/docker";
import { failureOf } from "./support/failure";
import { Program } from "./support/program";
import { expectSoon } from "./support/soon";
import { summary } from "./support/steps";

jest.setTimeout(300_000);

const project = "e2e-gone-jobs";
const server = `${project}-test-dev-server`;

/** A Job that removes itself as soon as it is over. */
const job = (name: string, command: string) => `
apiVersion: batch/v1
kind: Job
metadata: { name: ${name}, namespace: default }
spec:
  ttlSecondsAfterFinished: 0
  backoffLimit: 0
  template:
    spec:
      restartPolicy: Never
      containers: [{ name: main, image: "docker.io/local/coredns:1", command: ${command} }]
`;
const succeeds = '["/coredns", "-version"]';
const fails = '["/coredns", "-no-such-flag"]';
const program = (version: number) => `
    import { existsSync } from "node:fs";
    import * as k3s from "pulumi-k3s";
    const cluster = new k3s.Cluster("dev");
    new k3s.Manifest("seed", { cluster, path: "./seed.yaml", waitForJobs: true });
    new k3s.HelmRelease("batch", { cluster, chart: "./chart", values: { version: ${version} }, waitForJobs: true });
    if (existsSync("migrate.yaml")) new k3s.Manifest("migrate", { cluster, path: "./migrate.yaml", waitForJobs: true });
`;

let stack: Program;

beforeAll(async () => {
    stack = await Program.create(project, {
        "index.ts": program(1),
        "seed.yaml": job("seed", succeeds),
        "chart/Chart.yaml": "apiVersion: v2\nname: batch\nversion: 1.0.0\n",
        "chart/templates/objects.yaml": `${job("load", succeeds)}---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { version: "{{ .Values.version }}" }
`,
    });
});

afterAll(async () => {
    await stack.remove();
    expect(await leftovers(project)).toEqual([]);
});

const jobsAreGone = () =>
    expectSoon(async () => {
        expect(await kubectl(server, "get", "jobs", "-A", "-o", "name")).toBe("");
    }, 30);

it("what succeeded is no change and no failure of a later up, nor of an upgrade of its release", async () => {
    await stack.up();
    await jobsAreGone();
    await kubectl(server, "delete", "events", "--all", "-A");
    expect(summary((await stack.up()).steps)).toEqual([]);

    stack.write({ "index.ts": program(2) });
    const upgraded = summary((await stack.up()).steps);
    expect(upgraded).toEqual(expect.arrayContaining(["update Release batch", "update WorkloadsReady batch-ready"]));
    expect(summary((await stack.up()).steps)).toEqual([]);
});

it("what failed stays failed, until it is corrected", async () => {
    stack.write({ "migrate.yaml": job("migrate", fails) });
    expect(await failureOf(stack.up())).toContain("Job default/migrate: it failed");
    await jobsAreGone();
    const again = await failureOf(stack.up());
    expect(again).toMatch(/Job default\/migrate: it failed and was deleted: .*\n[^]*Next: run pulumi up --refresh/);
    expect(await failureOf(stack.up({ refresh: true }))).toContain("Job default/migrate: it failed");

    stack.write({ "migrate.yaml": job("migrate", succeeds) });
    await stack.up();
    expect(summary((await stack.up()).steps)).toEqual([]);
});
